import type { Metadata } from "next";
import type { ReadTx, UnitScope } from "@/app/(dashboard)/read-page";
import { UnitPage } from "@/app/(dashboard)/unit-page";
import { CreateServiceAccount } from "@/components/integrations/create-service-account";
import { ServiceAccountList } from "@/components/integrations/service-account-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { WEBHOOKS_PATH } from "@/components/webhooks/webhook-paths";
import { scopedUnit, unitReader } from "@/domain/access/reader";
import { listServiceAccounts } from "@/domain/service-accounts/operations";
import { mayManageServiceAccounts } from "@/domain/service-accounts/policy";
import { mayManageWebhooks } from "@/domain/webhooks/policy";
import { appUrl } from "@/lib/env";

const title = "Integrations";
export const metadata: Metadata = { title };

type Props = { params: Promise<{ slug: string }> };

export default function IntegrationsPage({ params }: Props) {
  return (
    <UnitPage title={title} params={params} ahead={readAccounts}>
      {integrations}
    </UnitPage>
  );
}

const readAccounts = (tx: ReadTx) => listServiceAccounts(tx, unitReader, scopedUnit);

async function integrations({ actor, unit, name, ahead }: UnitScope<Awaited<ReturnType<typeof readAccounts>>>) {
  const description = `Programs use service accounts to send events to ${name} and to read its data.`;
  if (!mayManageServiceAccounts(actor, {}, unit)) {
    return (
      <>
        <PageHeader title={title} description={description} />
        <EmptyState title="Service accounts are managed by the org unit's admins">
          Your role in {name} is {unit.role}. Only admins of an org unit can see, create and revoke its service
          accounts, because they can write to it until they are revoked. Ask an admin to connect a program.
        </EmptyState>
      </>
    );
  }
  const accounts = ahead.parse();
  return (
    <>
      <PageHeader
        title={title}
        description={
          <>
            {description} See the{" "}
            <a href="/docs" className="underline">
              API
            </a>
            .
            {mayManageWebhooks(actor) && (
              <>
                {" "}
                <Link href={WEBHOOKS_PATH} className="underline">
                  Webhooks
                </Link>{" "}
                tell other systems what happens here.
              </>
            )}
          </>
        }
        actions={<CreateServiceAccount unitName={name} url={appUrl()} />}
      />
      <section id="service-accounts" tabIndex={-1} aria-label="Service accounts" className="outline-none">
        {accounts.length > 0 ? (
          <ServiceAccountList accounts={accounts} url={appUrl()} />
        ) : (
          <EmptyState title={`Nothing is connected to ${name} yet`}>
            Create a service account for each program that sends events, so that you can revoke them separately. You get
            a command to try it with.
          </EmptyState>
        )}
      </section>
    </>
  );
}
