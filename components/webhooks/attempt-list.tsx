import { LocalTime } from "@/components/ui/local-time";
import { ScrollBox } from "@/components/ui/scroll-box";
import type { WebhookAttempt } from "@/domain/webhooks/schema";
import { numberText } from "@/lib/number-text";
import { attemptWords, hasSucceeded } from "./webhook-words";

type Props = { attempts: WebhookAttempt[]; place: string };

/** The tries of a delivery, newest first, each with what was answered. */
export function AttemptList({ attempts, place }: Props) {
  return (
    <div>
      <h3 className="mb-1 font-medium text-sm">Answers</h3>
      <ol className="space-y-2" reversed>
        {attempts.toReversed().map((attempt, index) => (
          <li key={attempt.at} className="space-y-1 text-sm">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <span
                className={`font-medium first-letter:uppercase ${hasSucceeded(attempt) ? "text-good" : "text-bad"}`}
              >
                {attemptWords(attempt)}
              </span>
              <span className="text-muted">
                <LocalTime value={attempt.at} /> · {numberText(attempt.milliseconds)} ms
              </span>
            </p>
            {attempt.answer && (
              <ScrollBox
                label={`Answer ${attempts.length - index} of the delivery ${place}`}
                className="max-h-40 rounded-md border border-line bg-raised px-3 py-2"
              >
                <pre>{attempt.answer}</pre>
              </ScrollBox>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
