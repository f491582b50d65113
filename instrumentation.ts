import { ConfigError, env, sessionKey } from "@/lib/env";

/** Next calls this once at boot: a missing or bad variable stops the start with a sentence, and not the first request. */
export function register(): void {
  if (!env().DATABASE_URL)
    throw new ConfigError("Set DATABASE_URL, or start with `npm start`, which brings a database.");
  sessionKey();
}
