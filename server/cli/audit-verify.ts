import fs from "node:fs";
import { z } from "zod";
import { Difference, verifyExport } from "@/domain/audit-log/verify-export";
import { ConfigError } from "@/lib/env";
import { linesOf } from "@/lib/lines";
import { readOptions, UsageError } from "./options";

const file = z.string().min(1);
const usage =
  "npm run -s audit:verify -- --export log.jsonl --key keys.txt [--checkpoint checkpoint.txt] [--earlier earlier.txt]";

function readable<T>(path: string, read: (path: string) => T): T {
  try {
    return read(path);
  } catch (error) {
    throw new ConfigError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

const textOf = (path: string | undefined) =>
  path === undefined ? undefined : readable(path, (one) => fs.readFileSync(one, "utf8"));

/**
 * `npm run -s audit:verify`: compares an export of an audit log with signed checkpoints, without a database or a server, and
 * prints what it has found as one line of JSON. The exit code is 1 for a difference, which is named, and 2 for wrong usage.
 */
export async function main(args: string[]): Promise<void> {
  try {
    const options = z.strictObject({ export: file, key: file, checkpoint: file.optional(), earlier: file.optional() });
    const given = readOptions(args, { usage, options });
    if (!given) return;
    const [keys = "", checkpoint, earlier] = [given.key, given.checkpoint, given.earlier].map(textOf);
    const fd = readable(given.export, (one) => fs.openSync(one, "r"));
    const lines = linesOf(fs.createReadStream("", { fd, encoding: "utf8" }));
    const found = await verifyExport(lines, { checkpoint, earlier, keys: keys.split("\n") });
    process.stdout.write(`${JSON.stringify({ verified: true, ...found })}\n`);
  } catch (error) {
    process.exitCode = error instanceof UsageError ? 2 : 1;
    const isExpected = error instanceof Difference || error instanceof ConfigError || error instanceof UsageError;
    process.stderr.write(`${isExpected ? error.message : error instanceof Error ? error.stack : error}\n`);
  }
}
