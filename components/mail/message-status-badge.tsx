import { cutStyle } from "@/components/data-table/cut";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Message } from "@/domain/mail/schema";
import { messageStatusNames, messageStatusTones, reasonWords } from "./mail-words";

/** A message's status with its reason, and when a waiting message leaves. */
export function MessageStatusBadge({ message }: { message: Pick<Message, "status" | "reason" | "leaves_at"> }) {
  const { status, reason, leaves_at: leavesAt } = message;
  const words = reasonWords(reason);
  return (
    <span className="flex items-center gap-x-2 max-sm:flex-wrap">
      <Badge tone={messageStatusTones[status]}>{messageStatusNames[status]}</Badge>
      {leavesAt && (
        <span className="text-muted text-sm">
          Leaves <RelativeTime value={leavesAt} />
        </span>
      )}
      {words && (
        <span title={words} className={`${cutStyle} text-muted text-sm first-letter:uppercase`}>
          {words}
        </span>
      )}
    </span>
  );
}
