import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { connectAsAdmin } from "@/db/admin-connection";
import { migrateDatabase } from "@/db/migrate";
import { type FunctionFile, planFunctions, readFunctionFiles, writeFunctionFiles } from "@/db/sql-functions";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";

async function planInNewDatabase(): Promise<{ files: Map<string, FunctionFile>; statements: string[] }> {
  const dataDirectory = fs.mkdtempSync(path.join(os.tmpdir(), "leadvibe-functions-"));
  const server = await startEmbeddedPostgres({ dataDirectory, purpose: "command" });
  try {
    await migrateDatabase(server);
    const sql = await connectAsAdmin(server.ownerUrl, "MIGRATION_DATABASE_URL");
    try {
      return await planFunctions(sql, readFunctionFiles());
    } finally {
      await sql.end({ timeout: 1 });
    }
  } finally {
    await server.stop();
    fs.rmSync(dataDirectory, { recursive: true, force: true });
  }
}

/** `npm run db:functions -- <name>`: writes the migration that brings a database's functions to what db/functions says. */
export async function main([name = "functions"]: string[]): Promise<void> {
  const { files, statements } = await planInNewDatabase();
  writeFunctionFiles(files);
  if (statements.length === 0) {
    process.stdout.write("db/functions and the migrations agree; there is nothing to do.\n");
    return;
  }
  const generated = execFileSync("npx", ["drizzle-kit", "generate", "--custom", "--name", name], { encoding: "utf8" });
  const [file] = /db\/migrations\/\S+\.sql/.exec(generated) ?? [];
  if (!file) throw new Error(`drizzle-kit made no migration:\n${generated}`);
  fs.writeFileSync(file, `${statements.join("--> statement-breakpoint\n")}\n`);
  process.stdout.write(`${file}\n`);
}
