import { createHash } from "node:crypto";
import fs from "node:fs";
import type { ExportSink } from "@/db/export-organization";
import { newestMigration } from "@/db/newest-migration";
import { ConfigError } from "@/lib/env";
import { explained, FORMAT, type Manifest } from "./file-format";

const PIECE_LENGTH = 1_000_000;

function linesTo(fd: number) {
  const hash = createHash("sha256");
  let waiting = "";
  const flush = () => {
    hash.update(waiting);
    for (let bytes = Buffer.from(waiting); bytes.length > 0; ) bytes = bytes.subarray(fs.writeSync(fd, bytes));
    waiting = "";
  };
  const write = (line: string) => {
    waiting += `${line}\n`;
    if (waiting.length > PIECE_LENGTH) flush();
  };
  return { write, flush, digest: () => hash.copy().digest("hex") };
}

async function fillFile(fd: number, withPasswords: boolean, fill: (sink: ExportSink) => Promise<void>) {
  const { write, flush, digest } = linesTo(fd);
  const rows: Record<string, number> = {};
  let table = "";
  await fill({
    begin(organization) {
      const about = { migration: newestMigration, exported_at: new Date(), with_passwords: withPasswords };
      write(JSON.stringify({ format: FORMAT, ...about, organization }));
    },
    table(name, columns) {
      [table, rows[name]] = [name, 0];
      write(JSON.stringify({ table, columns }));
    },
    row(json) {
      rows[table] = (rows[table] ?? 0) + 1;
      write(json);
    },
  });
  flush();
  const manifest: Manifest = { rows, sha256: digest() };
  write(JSON.stringify(manifest));
  flush();
  fs.fsyncSync(fd);
  return manifest;
}

/**
 * Writes the file with what `fill` puts into the sink, mode 600: all of it, or nothing if anything fails. Throws ConfigError if
 * the file is there already or cannot be written.
 */
export async function writeOrganizationFile(
  file: string,
  withPasswords: boolean,
  fill: (sink: ExportSink) => Promise<void>,
): Promise<Manifest> {
  if (fs.existsSync(file)) throw new ConfigError(`${file} is there already; choose another name.`);
  const draft = `${file}.${process.pid}.part`;
  try {
    const fd = fs.openSync(draft, "wx", 0o600);
    try {
      const manifest = await fillFile(fd, withPasswords, fill);
      fs.linkSync(draft, file); // never in the place of another file
      return manifest;
    } finally {
      fs.closeSync(fd);
      fs.rmSync(draft);
    }
  } catch (error) {
    throw explained(error, file, "written");
  }
}
