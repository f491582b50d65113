import type { ReactNode } from "react";
import { LocalTime } from "@/components/ui/local-time";
import { RelativeTime } from "@/components/ui/relative-time";
import type { WebhookEndpoint } from "@/domain/webhooks/schema";

/** What an endpoint gets, and who made it. */
export function EndpointFacts({ endpoint, unitName }: { endpoint: WebhookEndpoint; unitName: string | null }) {
  const { url, event_types: types, previous_secret_until: until, created_at, created_by } = endpoint;
  return (
    <dl className="mb-6 grid grid-cols-[6rem_1fr] gap-x-4 gap-y-1.5 border-line border-y py-3 *:min-w-0">
      <Fact term="URL">
        <code className="break-all">{url}</code>
      </Fact>
      <Fact term="Events">{types.includes("*") ? "Every event" : types.join(", ")}</Fact>
      <Fact term="Org unit">{unitName ?? "All of them"}</Fact>
      {until && (
        <Fact term="Secret">
          Rotated: the one before also signs until <LocalTime value={until} />.
        </Fact>
      )}
      <Fact term="Added">
        <RelativeTime value={created_at} />
        {created_by && ` by ${created_by.name}`}
      </Fact>
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </>
  );
}
