import { type SQL, sql } from "drizzle-orm";
import { jsonTime } from "@/db/json";
import { sessions } from "@/db/schema/sessions";

/** A session as the API shows it, without its hash. `currentId` is the caller's own, or null. */
export const sessionFields = (currentId: string | SQL | null) => ({
  id: sessions.sessionId,
  created_at: jsonTime(sessions.createdAt),
  last_seen_at: jsonTime(sessions.lastSeenAt),
  user_agent: sessions.userAgent,
  ip: sessions.ip,
  current: sql`${sessions.sessionId} is not distinct from ${currentId}::text`,
});
