import readline from "node:readline/promises";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { UsageError } from "./failure";
import type { World } from "./world";

const INTERRUPTED = 130;

/** Asks for a secret without showing what is typed. Throws UsageError if nobody is there to answer. */
export async function askSecret({ input, say }: World, question: string): Promise<string> {
  if (!input.isTTY) throw new UsageError(`Nobody can be asked for the ${question}; give it in --data.`);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = readline.createInterface({ input, output: unseen, terminal: true });
  lines.once("SIGINT", () => process.exit(INTERRUPTED)); // a terminal in this mode sends no signal
  say(`${question}: `);
  const answer = await lines.question("").finally(() => lines.close());
  say("\n");
  return answer;
}

/** A secret from standard input: asked for on a terminal, else all that arrives. */
export const readSecret = async (world: World, question: string): Promise<string> =>
  (world.input.isTTY ? await askSecret(world, question) : await text(world.input)).trim();
