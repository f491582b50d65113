import { SessionFacts } from "@/components/credentials/session-facts";
import { Badge } from "@/components/ui/badge";
import type { Session } from "@/domain/sessions/schema";
import { deviceOf } from "@/lib/device";
import { distinctNames } from "@/lib/distinct-names";
import { timeText } from "@/lib/time-text";
import { EndSession } from "./end-session";

/** Where the member is signed in; this browser is marked. */
export function SessionList({ sessions }: { sessions: Session[] }) {
  const called = distinctNames(
    sessions,
    ({ user_agent: agent }) => deviceOf(agent),
    ({ ip, created_at: at }) => `${ip ? `from ${ip}, ` : ""}signed in ${timeText(at, "minute", false)}`,
  );
  return (
    <ul className="border-line border-t">
      {sessions.map((session) => (
        <li
          key={session.id}
          className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-line border-b py-3"
        >
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-2">
              <span className="font-medium">{deviceOf(session.user_agent)}</span>
              {session.current && <Badge tone="good">This session</Badge>}
            </p>
            <p className="text-muted text-sm">
              <SessionFacts session={session} />
            </p>
          </div>
          {!session.current && <EndSession id={session.id} device={called(session)} />}
        </li>
      ))}
    </ul>
  );
}
