import type { Metadata } from "next";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { WebhooksForAdmins } from "@/app/(dashboard)/refusals";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { CreateEndpoint } from "@/components/webhooks/create-endpoint";
import { EndpointList } from "@/components/webhooks/endpoint-list";
import { scopedReader } from "@/domain/access/reader";
import { listOrgUnits } from "@/domain/org-units/list-org-units";
import { readLastAttempts } from "@/domain/webhooks/last-attempts";
import { listEndpoints } from "@/domain/webhooks/operations";
import { mayManageWebhooks } from "@/domain/webhooks/policy";

export const metadata: Metadata = { title: "Webhooks" };

export default function WebhooksPage() {
  return readPage(async ({ actor, ahead: [listed, attempts, listedUnits] }) => {
    if (!mayManageWebhooks(actor)) return <WebhooksForAdmins />;
    const endpoints = listed.parse();
    const units = listedUnits.parse().map(({ unit_id, name }) => ({ unit_id, name }));
    return (
      <>
        <PageHeader
          title="Webhooks"
          description={
            <>
              Events of the organization, sent to your other systems as they happen. Programs add endpoints over the{" "}
              <a href="/docs/webhooks" className="underline">
                API
              </a>
              .
            </>
          }
          actions={<CreateEndpoint units={units} />}
        />
        {endpoints.length > 0 ? (
          <EndpointList
            endpoints={endpoints}
            attempts={attempts.parse()}
            unitNames={Object.fromEntries(units.map(({ unit_id, name }) => [unit_id, name]))}
          />
        ) : (
          <EmptyState title="No webhook endpoints yet">
            Add one for each system that has to know of something: who gets access, which leads are new, whose score
            rises. You choose the events, and can try it with a test event.
          </EmptyState>
        )}
      </>
    );
  }, readAhead);
}

const readAhead = (tx: ReadTx) =>
  Promise.all([listEndpoints(tx, scopedReader), readLastAttempts(tx, scopedReader), listOrgUnits(tx, scopedReader)]);
