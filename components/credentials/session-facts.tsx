import { RelativeTime } from "@/components/ui/relative-time";
import type { Credentials } from "@/domain/credentials/schema";

/** When a session was last seen, from where, and when it began. */
export function SessionFacts({ session }: { session: Credentials["sessions"][number] }) {
  return (
    <>
      Last seen <RelativeTime value={session.last_seen_at} />
      {session.ip && ` · from ${session.ip}`} · signed in <RelativeTime value={session.created_at} />
    </>
  );
}
