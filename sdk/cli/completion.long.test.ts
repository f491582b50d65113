import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";

// The program and its completion scripts in those of the shells that this machine has.

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "leadvibe-completion-"));
const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, HOME: folder, TERM: "dumb" };
const has = (shell: string) => spawnSync(shell, ["--version"]).status === 0;

beforeAll(() => {
  const program = path.join(folder, "leadvibe.mjs");
  const options = { bundle: true, platform: "node", format: "esm", tsconfig: "tsconfig.json" } as const;
  buildSync({ entryPoints: ["sdk/cli/leadvibe.ts"], outfile: program, define: { VERSION: '"1"' }, ...options });
  fs.writeFileSync(path.join(folder, "leadvibe"), `#!/bin/sh\nexec node ${program} "$@"\n`, { mode: 0o755 });
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** What is typed before the Tab key, and what stands there afterwards. */
const typed: [string, string][] = [
  ["leadvibe memberships g", "leadvibe memberships grant"],
  ["leadvibe members li", "leadvibe members list"],
  ["leadvibe members list --ro", "leadvibe members list --role"],
  ["leadvibe members list --role e", "leadvibe members list --role editor"],
  ["leadvibe members import --dr", "leadvibe members import --dry-run"],
  ["leadvibe members import sdk/READ", "leadvibe members import sdk/README.md"],
];

// Types each line and the Tab key on a terminal, then Ctrl-T, which the shell has been told to print the line at.
const TERMINAL = `import os, pty, sys
[setup, *lines] = sys.argv[2:]
child, terminal = pty.fork()
if child == 0: os.execvp(sys.argv[1].split()[0], sys.argv[1].split())
def read_until(end):
    seen = ""
    while end not in seen: seen += os.read(terminal, 4096).decode()
    return seen
os.write(terminal, (setup + "; echo REA''DY\\n").encode())
read_until("READY")
for line in lines:
    os.write(terminal, (line + "\\t\\x14").encode())
    print(read_until("]]").split("[[")[-1].split("]]")[0].strip())
os.close(terminal)`;

const shells: Record<string, [start: string, setup: string]> = {
  bash: [
    "bash --norc -i",
    `source <(leadvibe completion bash); p() { printf "[""[%s]]" "$READLINE_LINE"; READLINE_LINE=; }; bind -x '"\\C-t": p'`,
  ],
  zsh: [
    "zsh -f -i",
    `autoload -Uz compinit; compinit -u -D; source <(leadvibe completion zsh); p() { print -n "[""[$BUFFER]]"; BUFFER=; }; zle -N p; bindkey '^T' p`,
  ],
};

test.each(Object.keys(shells).filter(has))("%s completes commands, flags, values and files", (shell) => {
  const lines = typed.map(([line]) => line);
  const [start, setup] = shells[shell] ?? ["", ""];
  const output = execFileSync("python3", ["-c", TERMINAL, start, setup, ...lines], { env, encoding: "utf8" });
  expect(output.trimEnd().split("\n")).toEqual(typed.map(([, line]) => line));
});

test.each(["fish"].filter(has))("%s completes commands, flags, values and files", (shell) => {
  const asked = typed.map(([line]) => `complete -C '${line}'`);
  const script = ["leadvibe completion fish | source", ...asked].join("\n");
  const output = execFileSync(shell, ["-c", script], { env, encoding: "utf8" });
  expect(output.trimEnd().split("\n")).toEqual(typed.map(([, line]) => line.split(" ").at(-1)));
});
