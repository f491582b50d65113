import { main } from "./main";
import { withoutSecrets } from "./world";

declare const VERSION: string; // the build's

const { env, stdin, stdout, stderr, argv } = process;

// Whoever reads the output may leave, such as `head`.
stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

process.exitCode = await main(argv.slice(2), VERSION, {
  env,
  input: stdin,
  isTerminal: stdout.isTTY === true,
  out: (text) => new Promise((resolve) => stdout.write(text, () => resolve())),
  say: (text) => void stderr.write(withoutSecrets(text)),
});
