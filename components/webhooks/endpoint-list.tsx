import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { WebhookAttempt, WebhookEndpoint } from "@/domain/webhooks/schema";
import { EndpointBadge, EndpointTrouble } from "./endpoint-state";
import { WEBHOOKS_PATH } from "./webhook-paths";
import { attemptWords, endpointName, hasSucceeded } from "./webhook-words";

type Props = {
  endpoints: WebhookEndpoint[];
  /** The latest attempt at each endpoint, by its ID. */
  attempts: Record<string, WebhookAttempt>;
  unitNames: Record<string, string>;
};

/** The organization's endpoints, newest first. */
export function EndpointList({ endpoints, attempts, unitNames }: Props) {
  return (
    <ul className="border-line border-t">
      {endpoints.toReversed().map((endpoint) => (
        <li key={endpoint.id} className="space-y-0.5 border-line border-b py-3">
          <p className="flex flex-wrap items-center gap-2">
            <Link href={`${WEBHOOKS_PATH}/${endpoint.id}`} className="min-h-6 wrap-anywhere font-medium">
              {endpointName(endpoint)}
            </Link>
            <EndpointBadge endpoint={endpoint} />
          </p>
          <p>
            <code className="break-all">{endpoint.url}</code>
          </p>
          <p className="wrap-anywhere text-muted text-sm">
            {endpoint.event_types.includes("*") ? "Every event" : endpoint.event_types.join(", ")}
            {endpoint.unit_id && ` · of ${unitNames[endpoint.unit_id] ?? endpoint.unit_id}`}
          </p>
          <LastResult attempt={attempts[endpoint.id]} />
          <EndpointTrouble endpoint={endpoint} />
        </li>
      ))}
    </ul>
  );
}

function LastResult({ attempt }: { attempt: WebhookAttempt | undefined }) {
  if (!attempt) return <p className="text-muted text-sm">Nothing has been sent to it lately.</p>;
  return (
    <p className="text-muted text-sm">
      Last result: <span className={hasSucceeded(attempt) ? "text-good" : "text-bad"}>{attemptWords(attempt)}</span>,{" "}
      <RelativeTime value={attempt.at} />
    </p>
  );
}
