import { UsageError } from "./failure";

const scripts: Record<string, string> = {
  bash: `_leadvibe() {
  local IFS=$'\\n'
  COMPREPLY=($(leadvibe complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _leadvibe leadvibe
`,
  zsh: `#compdef leadvibe
_leadvibe() {
  local -a found
  found=("\${(@f)$(leadvibe complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  compadd -- $found || _files
}
compdef _leadvibe leadvibe
`,
  fish: `function __leadvibe
  set -l found (leadvibe complete -- (commandline -opc)[2..-1] "$(commandline -ct)" 2>/dev/null)
  if set -q found[1]
    printf '%s\\n' $found
  else
    __fish_complete_path "$(commandline -ct)"
  end
end
complete -c leadvibe -f -a '(__leadvibe)'
`,
};

/** The completion script of a shell. Throws UsageError for any other. */
export function scriptOf([shell = "", ...more]: string[]): string {
  const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
  if (!script || more.length > 0) throw new UsageError("Usage: leadvibe completion bash|zsh|fish");
  return script;
}
