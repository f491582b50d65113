import fs from "node:fs";
import { z } from "zod";

const Releases = z
  .array(
    z.strictObject({
      date: z.iso.date(),
      commit: z.string().regex(/^[0-9a-f]{40}$/),
      migration: z.string(),
      unused: z.array(z.string().regex(/^(table \w+|column \w+\.\w+|function \w+)$/)),
    }),
  )
  .min(1);

/** The releases of docs/releases.json, oldest first. Throws if one lacks something. */
export const releases = Releases.parse(JSON.parse(fs.readFileSync("docs/releases.json", "utf8")));

/** The newest of them, which runs beside this version during an upgrade. */
export const lastRelease = releases.at(-1) as (typeof releases)[number];
