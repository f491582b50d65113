import path from "node:path";
import postgres, { type Sql } from "postgres";
import { migrateDatabase } from "@/db/migrate";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";
import { findServer } from "@/server/postmaster";
import type { Database } from "./targets";
import { inTemporaryFolder } from "./temporary-folder";

/** A running PostgreSQL with an empty, migrated database of the product's. */
export type Site = { owner: Sql; database: Database; postgresPid: number };

/** The product's default. */
export const POOL_SIZE = 10;

/** Does `work` on a site in a temporary folder, with the server's settings given. Leaves nothing running. */
export async function onSite(work: (site: Site) => Promise<void>, settings: Record<string, string> = {}) {
  await inTemporaryFolder(async (folder) => {
    const embedded = await startEmbeddedPostgres({
      dataDirectory: path.join(folder, "data"),
      purpose: "server",
      settings,
    });
    const { ownerUrl, appUrl } = embedded;
    const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
    try {
      await migrateDatabase({ ownerUrl, appUrl });
      const postgresPid = findServer(embedded.dataDirectory)?.pid ?? 0;
      await work({ owner, database: { ownerUrl, appUrl, poolSize: POOL_SIZE, folder }, postgresPid });
    } finally {
      await owner.end({ timeout: 1 });
      await embedded.stop();
    }
  });
}

/** Creates another, empty database of that name in the site's server. */
export async function anotherDatabase(
  { owner, database }: Pick<Site, "owner" | "database">,
  name: string,
): Promise<Database> {
  await owner`create database ${owner(name)}`;
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  return { ...database, ownerUrl: at(database.ownerUrl), appUrl: at(database.appUrl) };
}
