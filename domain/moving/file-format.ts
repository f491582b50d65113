import { z } from "zod";
import { ConfigError } from "@/lib/env";

// Lines of JSON: a header; for each table its name and columns, then its rows; at last the manifest, which has the SHA-256 of
// everything before it. Writing and reading go line by line, so the size doesn't matter.

export const FORMAT = "leadvibe-organization-1";

/** What the file is, and of which organization. */
export const Header = z.strictObject({
  format: z.literal(FORMAT),
  migration: z.number(),
  exported_at: z.string(),
  with_passwords: z.boolean(),
  organization: z.strictObject({
    org_id: z.string(),
    name: z.string(),
    created_at: z.string(),
    suspended_at: z.string().nullable(),
  }),
});
export type Header = z.output<typeof Header>;

export const Table = z.strictObject({ table: z.string(), columns: z.array(z.string()) });
export const Row = z.array(z.string().nullable());

/** How many rows each table has, and the hash of all lines before. */
export const Manifest = z.strictObject({ rows: z.record(z.string(), z.number()), sha256: z.string() });
export type Manifest = z.output<typeof Manifest>;

/** The ConfigError for a file that cannot be opened, read or written; any other error unchanged. */
export function explained(error: unknown, file: string, verb: "read" | "written"): unknown {
  const { syscall = "", code } = error as NodeJS.ErrnoException;
  return /^(open|write|fsync|link|read)$/.test(syscall)
    ? new ConfigError(`${file} cannot be ${verb} (${code}).`)
    : error;
}
