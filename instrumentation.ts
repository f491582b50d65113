import { ConfigError, env, sessionKey } from "@/lib/env";

/** Next calls this once at boot: a missing or bad variable stops the start with a sentence, and not the first request. What Next writes goes to the log. */
export async function register(): Promise<void> {
  if (!env().DATABASE_URL)
    throw new ConfigError("Set DATABASE_URL, or start with `npm start`, which brings a database.");
  sessionKey();
  if (env().NODE_ENV !== "production" || process.env.NEXT_RUNTIME !== "nodejs") return;
  const { captureOutput } = await import("@/lib/captured-output"); // Next also builds this file for where there is no Node
  captureOutput();
}
