import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { type Secret, secretContent } from "@/domain/service-accounts/schema";
import { distinctNames } from "@/lib/distinct-names";
import { createdText } from "@/lib/time-text";
import { EditSecret } from "./edit-secret";
import { IngestCommand } from "./ingest-command";
import { RevokeSecret } from "./revoke-secret";

/** The OU's service accounts, newest first, each with a command that sends an event as it. */
export function SecretList({ secrets, url }: { secrets: Secret[]; url: string }) {
  const called = distinctNames(secrets, ({ name }) => name, createdText);
  return (
    <ul className="border-line border-t">
      {secrets.toReversed().map((secret, index) => (
        <li key={secret.secret_id} className="border-line border-b py-3">
          <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-2">
                <span className="wrap-anywhere font-medium">{secret.name}</span>
                {secret.trust_upstream_consent && <Badge>Consent trusted</Badge>}
              </p>
              <p className="flex min-h-8 items-center gap-1">
                <code className="break-all">{secret.client_id}</code>
                <CopyButton text={secret.client_id} label={`Copy the client id of ${called(secret)}`} />
              </p>
              <p className="text-muted text-sm">
                {secret.last_used_at ? (
                  <>
                    Last used <RelativeTime value={secret.last_used_at} />
                  </>
                ) : (
                  "Never used"
                )}
                {" · "}created <RelativeTime value={secret.created_at} />
                {secret.created_by && ` by ${secret.created_by.name}`}
              </p>
            </div>
            <div className="flex gap-2">
              <EditSecret secret={secret} label={called(secret)} />
              <RevokeSecret id={secret.secret_id} name={called(secret)} seen={secretContent(secret)} />
            </div>
          </div>
          <details open={index === 0} className="mt-2">
            <summary className="min-h-6 w-fit max-w-full text-muted text-sm">Send an event as {secret.name}</summary>
            <div className="mt-2">
              <IngestCommand url={url} clientId={secret.client_id} name={called(secret)} />
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}
