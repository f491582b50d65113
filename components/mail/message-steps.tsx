import { RelativeTime } from "@/components/ui/relative-time";
import type { Message } from "@/domain/mail/schema";
import { reasonWords } from "./mail-words";

/** A message's history, oldest first. */
export function MessageSteps({ message }: { message: Message }) {
  const reason = reasonWords(message.reason);
  const steps: [name: string, at: string | null, note?: string | null][] = [
    ["Queued", message.created_at, message.status === "queued" ? reason : null],
    ["Accepted by the provider", message.sent_at],
    ["Failed", message.failed_at, reason],
    ["Delivered", message.delivered_at],
    ["Bounced", message.bounced_at, reason],
    ["Marked as spam by the recipient", message.complained_at],
  ];
  const happened = steps
    .flatMap(([name, at, note]) => (at ? [{ name, at, note }] : []))
    .sort((one, two) => Date.parse(one.at) - Date.parse(two.at));
  return (
    <ol className="space-y-1.5">
      {happened.map(({ name, at, note }) => (
        <li key={name} className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium">{name}</span>
          <span className="text-muted text-sm">
            <RelativeTime value={at} />
          </span>
          {note && <span className="w-full text-muted text-sm first-letter:uppercase">{note}</span>}
        </li>
      ))}
      {message.status === "kept" && <li className="font-medium">Kept here: no provider is configured</li>}
      {message.attempts > 1 && <li className="text-muted text-sm">{message.attempts} attempts so far</li>}
    </ol>
  );
}
