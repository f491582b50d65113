import { scopesText } from "@/components/credentials/scope-words";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { type ServiceAccount, serviceAccountContent } from "@/domain/service-accounts/schema";
import { distinctNames } from "@/lib/distinct-names";
import { createdText } from "@/lib/time-text";
import { EditServiceAccount } from "./edit-service-account";
import { IngestCommand } from "./ingest-command";
import { RevokeServiceAccount } from "./revoke-service-account";

/** The OU's service accounts, newest first, each with a command that sends an event as it. */
export function ServiceAccountList({ accounts, url }: { accounts: ServiceAccount[]; url: string }) {
  const called = distinctNames(accounts, ({ name }) => name, createdText);
  return (
    <ul className="border-line border-t">
      {accounts.toReversed().map((account, index) => (
        <li key={account.secret_id} className="border-line border-b py-3">
          <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-2">
                <span className="wrap-anywhere font-medium">{account.name}</span>
                {account.trust_upstream_consent && <Badge>Consent trusted</Badge>}
              </p>
              <p className="flex min-h-8 items-center gap-1">
                <code className="break-all">{account.client_id}</code>
                <CopyButton text={account.client_id} label={`Copy the client id of ${called(account)}`} />
              </p>
              <p className="text-muted text-sm">
                {scopesText(account.scopes)}
                {" · "}
                {account.last_used_at ? (
                  <>
                    last used <RelativeTime value={account.last_used_at} />
                  </>
                ) : (
                  "never used"
                )}
                {" · "}created <RelativeTime value={account.created_at} />
                {account.created_by && ` by ${account.created_by.name}`}
              </p>
            </div>
            <div className="flex gap-2">
              <EditServiceAccount account={account} label={called(account)} />
              <RevokeServiceAccount
                id={account.secret_id}
                name={called(account)}
                seen={serviceAccountContent(account)}
              />
            </div>
          </div>
          {account.scopes.includes("ingest") && (
            <details open={index === 0} className="mt-2">
              <summary className="min-h-6 w-fit max-w-full text-muted text-sm">Send an event as {account.name}</summary>
              <div className="mt-2">
                <IngestCommand url={url} clientId={account.client_id} name={called(account)} />
              </div>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}
