import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { WebhooksForAdmins } from "@/app/(dashboard)/refusals";
import { withPageSize } from "@/app/(dashboard)/table-cookie";
import { ChoiceFilter } from "@/components/data-table/filter-fields";
import { FilteredList } from "@/components/data-table/filtered-list";
import { PageHeader } from "@/components/ui/page-header";
import { PageSection } from "@/components/ui/page-section";
import { RefreshWhile } from "@/components/ui/refresh-while";
import { DeliveriesResult } from "@/components/webhooks/deliveries-result";
import { EndpointActions } from "@/components/webhooks/endpoint-actions";
import { EndpointFacts } from "@/components/webhooks/endpoint-facts";
import { EndpointBadge, EndpointTrouble } from "@/components/webhooks/endpoint-state";
import { VerifySample } from "@/components/webhooks/verify-sample";
import { WEBHOOKS_PATH } from "@/components/webhooks/webhook-paths";
import { deliveryStatusNames, endpointName } from "@/components/webhooks/webhook-words";
import { scopedReader } from "@/domain/access/reader";
import { listOrgUnits } from "@/domain/org-units/list-org-units";
import { pageDeliveries } from "@/domain/webhooks/deliveries";
import { readEndpoint } from "@/domain/webhooks/operations";
import { mayManageWebhooks } from "@/domain/webhooks/policy";
import { WebhookEndpointParams, webhookDeliveryQuery, webhookEndpointContent } from "@/domain/webhooks/schema";
import { nullFor } from "@/lib/errors";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const statusChoices = [
  { value: "", label: "Any status" },
  ...Object.entries(deliveryStatusNames).map(([value, label]) => ({ value, label })),
];

const orNull = nullFor("webhook_endpoint_not_found");

const read = cache(async (id: string, address: string) => {
  const query = webhookDeliveryQuery(JSON.parse(address));
  const sized = await withPageSize(query);
  const ahead = (tx: ReadTx) =>
    Promise.all([
      readEndpoint(tx, scopedReader, id).catch(orNull),
      pageDeliveries(tx, scopedReader, id, sized).catch(orNull),
      listOrgUnits(tx, scopedReader),
    ]);
  return readPage(async ({ actor, ahead: [endpoint, page, units] }) => {
    if (!mayManageWebhooks(actor)) return null;
    if (!endpoint || !page) return notFound();
    return {
      query,
      size: sized.limit,
      endpoint: endpoint.parse(),
      page,
      units: units.parse().map(({ unit_id, name }) => ({ unit_id, name })),
    };
  }, ahead);
});
const readOf = async ({ params, searchParams }: Props) =>
  read(WebhookEndpointParams.parse(await params).id, JSON.stringify(await searchParams));

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await readOf(props);
  return { title: found ? endpointName(found.endpoint) : "Webhooks" };
}

export default async function WebhookPage(props: Props) {
  const found = await readOf(props);
  if (!found) return <WebhooksForAdmins />;
  const { query, size, endpoint, page, units } = found;
  const limit = query.limit?.toString();
  const path = `${WEBHOOKS_PATH}/${endpoint.id}`;
  const name = endpointName(endpoint);
  const isWaiting = page.items.parse().some(({ status, attempts }) => status === "pending" && attempts.length === 0);
  return (
    <>
      <PageHeader
        title={
          <>
            {name} <EndpointBadge endpoint={endpoint} />
          </>
        }
        description={<EndpointTrouble endpoint={endpoint} />}
        actions={
          <EndpointActions endpoint={endpoint} seen={webhookEndpointContent(endpoint)} name={name} units={units} />
        }
      />
      <EndpointFacts
        endpoint={endpoint}
        unitName={units.find(({ unit_id: id }) => id === endpoint.unit_id)?.name ?? endpoint.unit_id}
      />
      <details>
        <summary className="min-h-6 w-fit text-muted text-sm">How to verify a delivery</summary>
        <div className="mt-2">
          <VerifySample />
        </div>
      </details>
      <PageSection id="deliveries" title="Deliveries" note="What was sent in the last 30 days, newest first.">
        <FilteredList
          path={path}
          label="Filter deliveries"
          values={{ status: query.status ?? "" }}
          kept={{ limit }}
          fields={<ChoiceFilter name="status" label="Status" value={query.status ?? ""} options={statusChoices} />}
        >
          <DeliveriesResult
            path={path}
            page={page}
            state={{ status: query.status, limit }}
            size={size}
            isPaged={query.cursor !== undefined}
            mayResend={endpoint.active}
          />
        </FilteredList>
        <RefreshWhile isPending={endpoint.active && isWaiting} />
      </PageSection>
    </>
  );
}
