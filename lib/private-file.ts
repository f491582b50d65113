import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/** Writes a file beside `file` that only its owner can read, and flushes it to the disk. Returns its path. */
export function writeDraft(file: string, content: string): string {
  const draft = `${file}.${process.pid}-${crypto.randomBytes(4).toString("hex")}`;
  fs.writeFileSync(draft, content, { mode: 0o600, flag: "wx", flush: true });
  return draft;
}

/** Writes a file of mode 600 that is complete or missing after a crash, never half written. */
export function writePrivateFile(file: string, content: string): void {
  fs.renameSync(writeDraft(file, content), file);
  const folder = fs.openSync(path.dirname(file), "r");
  try {
    fs.fsyncSync(folder); // the rename is stored in the folder
  } finally {
    fs.closeSync(folder);
  }
}

/** The file's JSON, or undefined if there is no such file. Throws SyntaxError for other content. */
export function readJsonFile(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
