import type { Metadata } from "next";
import type { UnitScope } from "@/app/(dashboard)/read-page";
import { UnitPage } from "@/app/(dashboard)/unit-page";
import { CreateSecret } from "@/components/integrations/create-secret";
import { SecretList } from "@/components/integrations/secret-list";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { listSecrets } from "@/domain/service-accounts/operations";
import { mayManageSecrets } from "@/domain/service-accounts/policy";
import { appUrl } from "@/lib/env";

const title = "Integrations";
export const metadata: Metadata = { title };

export default function IntegrationsPage() {
  return <UnitPage title={title}>{integrations}</UnitPage>;
}

async function integrations({ tx, actor, unit, name }: UnitScope) {
  const description = `Programs use service accounts to send events to ${name} and to read its data.`;
  if (!mayManageSecrets(actor, {}, unit)) {
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
  const secrets = (await listSecrets(tx, actor, unit)).parse();
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
          </>
        }
        actions={<CreateSecret unitName={name} url={appUrl()} />}
      />
      <section id="service-accounts" tabIndex={-1} aria-label="Service accounts" className="outline-none">
        {secrets.length > 0 ? (
          <SecretList secrets={secrets} url={appUrl()} />
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
