import { hkdfSync } from "node:crypto";
import { env, sessionKeys } from "@/lib/env";

const derive = (key: Buffer | string, purpose: string) => Buffer.from(hkdfSync("sha256", key, "", purpose, 32));

/**
 * The keys for what has to be read again; the first one seals. After it come those of before: another DATA_KEY, its former name,
 * and what was derived from NEXTAUTH_SECRET while there was none.
 */
export function dataKeys(): Buffer[] {
  const { DATA_KEY, DATA_KEY_OLD, WEBHOOK_KEY } = env();
  const own = [DATA_KEY, DATA_KEY_OLD, WEBHOOK_KEY].flatMap((key) => (key ? [Buffer.from(key, "base64")] : []));
  return [...own, ...sessionKeys().map((key) => derive(key, "leadvibe webhook secrets"))];
}

/** The keys that make and recognize mailed links; the first one makes them. The last made them before there was a DATA_KEY. */
export function linkKeys(): (Buffer | string)[] {
  return [...dataKeys().map((key) => derive(key, "leadvibe account links")), ...sessionKeys()];
}
