import journal from "./migrations/meta/_journal.json" with { type: "json" };

/** The time of the newest migration in this build, in milliseconds, as Drizzle's own table stores it. */
export const newestMigration = Math.max(...journal.entries.map((entry) => entry.when));
