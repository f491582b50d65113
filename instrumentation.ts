import { ConfigError, env, sessionKey } from "@/lib/env";

/**
 * Next calls this once at boot, so that a missing or bad variable stops the start with a sentence rather than the first
 * request. Redirects what Next writes to the log.
 */
export async function register(): Promise<void> {
  if (!env().DATABASE_URL)
    throw new ConfigError("Set DATABASE_URL, or start with `npm start`, which starts a database of its own.");
  sessionKey();
  if (env().NODE_ENV !== "production" || process.env.NEXT_RUNTIME !== "nodejs") return;
  const { captureOutput } = await import("@/lib/captured-output"); // Next also builds this file for where there is no Node
  captureOutput();
}
