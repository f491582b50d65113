import journal from "./migrations/meta/_journal.json" with { type: "json" };

/** When the newest migration that this build knows was made, in milliseconds, as drizzle's own table keeps it. */
export const newestMigration = Math.max(...journal.entries.map((entry) => entry.when));
