import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { WebhookEndpoint } from "@/domain/webhooks/schema";
import { disabledWords } from "./webhook-words";

type Props = { endpoint: Pick<WebhookEndpoint, "active" | "disabled_reason" | "failing_since"> };

/** Whether an endpoint gets events. */
export function EndpointBadge({ endpoint: { active, failing_since } }: Props) {
  if (!active) return <Badge>Disabled</Badge>;
  return failing_since ? <Badge tone="bad">Failing</Badge> : <Badge tone="good">Active</Badge>;
}

/** Why an endpoint gets none, or since when it has been failing; nothing if all is well. */
export function EndpointTrouble({ endpoint: { active, disabled_reason: reason, failing_since: since } }: Props) {
  if (!active) return reason && <p className="text-warn">{disabledWords[reason]}</p>;
  return (
    since && (
      <p className="text-bad">
        Deliveries have been failing since <RelativeTime value={since} />. After five days it is disabled.
      </p>
    )
  );
}
