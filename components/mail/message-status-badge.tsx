import { Badge } from "@/components/ui/badge";
import type { Message } from "@/domain/mail/schema";
import { messageStatusNames, messageStatusTones, reasonWords } from "./mail-words";

/** What became of a message, and why, where there is a reason. */
export function MessageStatusBadge({ message: { status, reason } }: { message: Pick<Message, "status" | "reason"> }) {
  const words = reasonWords(reason);
  return (
    <>
      <Badge tone={messageStatusTones[status]}>{messageStatusNames[status]}</Badge>
      {words && <span className="block wrap-anywhere text-muted text-sm first-letter:uppercase">{words}</span>}
    </>
  );
}
