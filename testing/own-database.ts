import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { migrateDatabase } from "@/db/migrate";

/** An empty database of the test's own. `drop` it at the end. */
export async function createDatabase() {
  const name = `own_${randomBytes(5).toString("hex")}`;
  const urlOf = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const server = postgres(inject("ownerUrl"), { max: 1, onnotice: () => {} });
  await server.unsafe(`create database ${name}`);
  const drop = async () => {
    await server.unsafe(`drop database ${name} with (force)`);
    await server.end({ timeout: 1 });
  };
  return { ownerUrl: urlOf(inject("ownerUrl")), appUrl: urlOf(inject("appUrl")), drop };
}

/** The same, migrated as in production. */
export async function openOwnDatabase() {
  const own = await createDatabase();
  await migrateDatabase(own);
  return own;
}
