import { getMigrations } from "better-auth/db/migration";
import { auth } from "./better-auth.js";

// Makes Better Auth's tables and indexes with its own migrations.
const { runMigrations } = await getMigrations(auth.options);
await runMigrations();
process.exit();
