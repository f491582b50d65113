import fs from "node:fs";
import path from "node:path";
import type { Sql } from "postgres";

const FOLDER = "db/functions";

/** A file of db/functions: a head comment, then the function and the triggers that call it, as Postgres writes them. */
export type FunctionFile = { comment: string; text: string };

/** The functions that db/functions says there are, by name. */
export function readFunctionFiles(): Map<string, FunctionFile> {
  const files = fs.readdirSync(FOLDER).sort();
  return new Map(
    files.map((file) => {
      const content = fs.readFileSync(path.join(FOLDER, file), "utf8");
      const comment = /^(--.*\n)*/.exec(content)?.[0] ?? "";
      return [path.basename(file, ".sql"), { comment, text: content.slice(comment.length) }];
    }),
  );
}

/** The functions that a database has, by name, in the form of `FunctionFile.text`. */
export async function listFunctions(sql: Sql): Promise<Map<string, string>> {
  const rows = await sql<{ name: string; text: string }[]>`
    select proname as name, string_agg(rtrim(pg_get_functiondef(p.oid), E'\n') || E';\n' || coalesce(triggers, ''), E'\n') as text
      from pg_proc p left join lateral (
        select string_agg(E'\n' || replace(pg_get_triggerdef(t.oid), 'CREATE TRIGGER', 'CREATE OR REPLACE TRIGGER') || E';\n',
                          '' order by tgname) as triggers
          from pg_trigger t where tgfoid = p.oid and not tgisinternal) called on true
     where pronamespace = 'public'::regnamespace group by proname order by proname`;
  return new Map(rows.map(({ name, text }) => [name, text]));
}

// Functions are made in any order, so a body is not checked against functions that may follow it.
const ANY_ORDER = "SET LOCAL check_function_bodies = off;";
const signature = (text: string) => text.slice(0, text.indexOf("\n LANGUAGE"));

/**
 * Gives a throw-away database the functions of these files. Returns the files as Postgres writes their text, and the
 * statements with which a migration does the same; none if the database had them all.
 */
export async function planFunctions(
  sql: Sql,
  files: Map<string, FunctionFile>,
): Promise<{ files: Map<string, FunctionFile>; statements: string[] }> {
  const before = await listFunctions(sql);
  const changed = [...files].filter(([name, { text }]) => before.get(name) !== text);
  const gone = [...before.keys()].filter((name) => !files.has(name));
  await sql.begin(async (tx) => {
    await tx.unsafe(ANY_ORDER);
    for (const [name] of changed) await tx.unsafe(`drop function if exists "${name}" cascade`);
    for (const [, { text }] of changed) await tx.unsafe(text);
  });
  const after = await listFunctions(sql);
  const written = new Map([...files].map(([name, file]) => [name, { ...file, text: after.get(name) ?? "" }]));
  const statements = changed.flatMap(([name, { comment }]) => {
    const [was, now] = [before.get(name), after.get(name) ?? ""];
    if (was === now) return [];
    const replaced = was !== undefined && signature(was) !== signature(now) ? [`DROP FUNCTION "${name}";`] : [];
    return [...replaced, (comment + now).trimEnd()];
  });
  const all = [...statements, ...gone.map((name) => `DROP FUNCTION "${name}";`)];
  return { files: written, statements: all.length > 0 ? [ANY_ORDER, ...all] : [] };
}

/** Writes the files whose content differs. */
export function writeFunctionFiles(files: Map<string, FunctionFile>): void {
  for (const [name, { comment, text }] of files) fs.writeFileSync(path.join(FOLDER, `${name}.sql`), comment + text);
}
