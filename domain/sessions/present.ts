import { sql } from "drizzle-orm";
import { jsonTime } from "@/db/json";
import { sessions } from "@/db/schema/sessions";

/** What the API shows of a session. Its hash is not among it. `currentId` is the one that asks, or null. */
export const sessionFields = (currentId: string | null) => ({
  id: sessions.sessionId,
  created_at: jsonTime(sessions.createdAt),
  last_seen_at: jsonTime(sessions.lastSeenAt),
  user_agent: sessions.userAgent,
  ip: sessions.ip,
  current: sql`${sessions.sessionId} is not distinct from ${currentId}::text`,
});
