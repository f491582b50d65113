"use client";

import { TokenShown } from "@/components/account/token-shown";
import { useCreated } from "@/components/account/use-created";
import { FormDialog } from "@/components/forms/form-dialog";
import type { CreatedServiceAccount } from "@/domain/service-accounts/schema";
import { api } from "@/lib/http/api-client";
import { IngestCommand } from "./ingest-command";
import { ServiceAccountForm } from "./service-account-form";

const NOT_COPIED = {
  title: "Close without copying the secret?",
  consequence: "It is never shown again. If you lose it, create a new service account and revoke this one.",
  stay: "Back to the secret",
  leave: "Close",
};
const WARNING = "Copy it now: it is not shown again. Anyone who has it can use it in this org unit, within its scopes.";

type Props = { unitName: string; url: string; open: boolean; onClose: () => void };

/** Creates a service account in the active OU, then shows its secret once. */
export function CreateServiceAccountDialog({ unitName, url, open, onClose }: Props) {
  const { created, setCreated, close } = useCreated<CreatedServiceAccount>(onClose);

  return (
    <FormDialog
      open={open}
      onClose={close}
      title={created ? `Created the service account ${created.name}` : "Create a service account"}
      description={created ? undefined : `It works only in ${unitName}, as an editor.`}
      question={created ? NOT_COPIED : undefined}
    >
      {created ? (
        <TokenShown token={created.client_secret} label="Client secret" warning={WARNING} onDone={close}>
          <p className="mt-4 mb-1 font-medium text-sm">Client id</p>
          <code className="mb-4 block break-all">{created.client_id}</code>
          {created.scopes.includes("ingest") && (
            <IngestCommand url={url} clientId={created.client_id} name={created.name} />
          )}
        </TokenShown>
      ) : (
        <ServiceAccountForm
          values={{ name: "", trust_upstream_consent: false }}
          action={["Create service account", "Creating…"]}
          save={async (input) => setCreated(await api<CreatedServiceAccount>("POST", "/secrets", input))}
        />
      )}
    </FormDialog>
  );
}
