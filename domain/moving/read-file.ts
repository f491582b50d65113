import { createHash } from "node:crypto";
import fs from "node:fs";
import type { z } from "zod";
import type { ImportedRows } from "@/db/import-organization";
import { newestMigration } from "@/db/newest-migration";
import { ConfigError } from "@/lib/env";
import { linesOf } from "@/lib/lines";
import { explained, Header, Manifest, Row, Table } from "./file-format";

const PIECE_ROWS = 500;
const PIECE_LENGTH = 1_000_000;

export type OrganizationFile = { header: Header; manifest: Manifest; pieces(): AsyncGenerator<ImportedRows> };

type Found = { header?: Header; manifest?: Manifest };

const changed = (file: string) => `${file} has been changed since it was exported.`;

function parse<T>(shape: z.ZodType<T>, line: string, otherwise: string): T {
  try {
    return shape.parse(JSON.parse(line));
  } catch {
    throw new ConfigError(otherwise);
  }
}

function readHeader(line: string, file: string): Header {
  const header = parse(Header, line, `${file} is not an export of an organization.`);
  if (header.migration === newestMigration) return header;
  const which = header.migration < newestMigration ? "an older" : "a newer";
  throw new ConfigError(`${file} was exported by ${which} version; export and import with the same one.`);
}

/** The lines between header and manifest, which are noted in `found`. Throws after the last line if the hash is another. */
async function* verifiedLines(file: string, found: Found): AsyncGenerator<string> {
  const hash = createHash("sha256");
  let last: string | undefined;
  for await (const line of linesOf(fs.createReadStream(file, { encoding: "utf8" }))) {
    if (last === undefined) found.header = readHeader(line, file);
    else {
      hash.update(`${last}\n`);
      if (!last.startsWith('{"format"')) yield last;
    }
    last = line;
  }
  found.header ??= readHeader("", file);
  found.manifest = parse(Manifest, last ?? "", `${file} is incomplete: its end is missing.`);
  if (found.manifest.sha256 !== hash.digest("hex")) throw new ConfigError(changed(file));
}

async function* readPieces(file: string, found: Found): AsyncGenerator<ImportedRows> {
  let piece: ImportedRows | undefined;
  let length = 0;
  for await (const line of verifiedLines(file, found)) {
    const isTable = line.startsWith("{");
    if (piece && (isTable || piece.rows.length === PIECE_ROWS || length > PIECE_LENGTH)) {
      yield piece;
      piece = { ...piece, rows: [] };
      length = 0;
    }
    if (isTable) piece = { ...parse(Table, line, changed(file)), rows: [] };
    else piece?.rows.push(parse(Row, line, changed(file)));
    length += line.length;
  }
  if (piece) yield piece;
}

/** Reads the whole file once and verifies it. Throws ConfigError for a file that is cut, changed, or of another version. */
export async function openOrganizationFile(file: string): Promise<OrganizationFile> {
  const found: Found = {};
  try {
    for await (const _ of readPieces(file, found));
  } catch (error) {
    throw explained(error, file, "read");
  }
  return { header: found.header as Header, manifest: found.manifest as Manifest, pieces: () => readPieces(file, {}) };
}
