import { ChevronRight } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { ScrollBox } from "@/components/ui/scroll-box";
import type { WebhookDelivery } from "@/domain/webhooks/schema";
import { countText } from "@/lib/number-text";
import { AttemptList } from "./attempt-list";
import { Redeliver } from "./redeliver";
import { deliveryStatusNames, deliveryStatusTones } from "./webhook-words";

type Props = { delivery: WebhookDelivery; place: string; mayResend: boolean };

/** A delivery in a line, with what was sent and what was answered in place. */
export function DeliveryItem({ delivery, place, mayResend }: Props) {
  const { id, type, status, created_at: at, next_attempt_at: next, attempts, request } = delivery;
  return (
    <li>
      <details className="group">
        <summary className="flex cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 rounded px-1 py-2 hover:bg-raised">
          <ChevronRight aria-hidden size={14} className="shrink-0 text-muted group-open:rotate-90" />
          <span className="min-w-0 flex-1 wrap-anywhere font-medium">{type}</span>
          <Badge tone={deliveryStatusTones[status]}>{deliveryStatusNames[status]}</Badge>
          <span className="text-muted text-sm">
            <RelativeTime value={at} />
          </span>
          <span className="sr-only">{`, ${place}`}</span>
        </summary>
        <div className="mb-3 ml-6 space-y-3 border-line border-l pl-3">
          <p className="text-muted text-sm">
            {attempts.length === 0 ? "Not tried yet" : countText(attempts.length, "try", "tries")}
            {next && (
              <>
                ; next try <RelativeTime value={next} />
              </>
            )}
            . Its <code>webhook-id</code> is <code className="break-all">{id}</code>.
          </p>
          <div>
            <h3 className="mb-1 font-medium text-sm">Request</h3>
            <ScrollBox
              label={`Body of the delivery ${place}`}
              className="max-h-72 rounded-md border border-line bg-raised px-3 py-2 text-sm"
            >
              <pre>{JSON.stringify(request, null, 2)}</pre>
            </ScrollBox>
          </div>
          {attempts.length > 0 && <AttemptList attempts={attempts} place={place} />}
          {mayResend && <Redeliver id={id} label={`${type}, ${place}`} />}
        </div>
      </details>
    </li>
  );
}
