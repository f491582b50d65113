import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Credentials } from "@/domain/credentials/schema";
import { deviceOf } from "@/lib/device";
import { EndCredential } from "./end-credential";

type Props = {
  member: { org_member_id: string; name: string; isSelf: boolean };
  credentials: Credentials;
  /** The names of the OUs that service accounts work in, by id. */
  unitNames: Record<string, string>;
};

/** What acts as a member, and the service accounts that they made, each with the way to end it. */
export function CredentialList({ member, credentials, unitNames }: Props) {
  const { sessions, tokens, service_accounts: accounts } = credentials;
  return (
    <div className="space-y-5">
      <Kind title="Sessions" none="Signed in nowhere.">
        {sessions.map(({ id, user_agent, ip, created_at, last_seen_at }) => (
          <Row
            key={id}
            name={deviceOf(user_agent)}
            facts={
              <>
                Last seen <RelativeTime value={last_seen_at} />
                {ip && ` · from ${ip}`} · signed in <RelativeTime value={created_at} />
              </>
            }
          >
            <EndCredential
              member={member}
              id={id}
              what={`the session of ${deviceOf(user_agent)}${ip ? ` from ${ip}` : ""}`}
              consequence="That browser is signed out with its next request. What it has not saved there is lost."
            />
          </Row>
        ))}
      </Kind>
      <Kind title="Access tokens" none="None.">
        {tokens.map(({ id, name, created_at, expires_at, last_used_at }) => (
          <Row
            key={id}
            name={name}
            facts={
              <>
                {last_used_at ? "Last used " : "Never used"}
                {last_used_at && <RelativeTime value={last_used_at} />}
                {expires_at ? " · ends " : " · never ends"}
                {expires_at && <RelativeTime value={expires_at} />} · created <RelativeTime value={created_at} />
              </>
            }
          >
            <EndCredential
              member={member}
              id={id}
              what={`the access token ${name}`}
              consequence="Whatever uses it is refused from its next request on. It cannot be brought back."
            />
          </Row>
        ))}
      </Kind>
      <Kind title="Service accounts they made" none="None.">
        {accounts.map(({ secret_id: id, unit_id, name, created_at }) => (
          <Row
            key={id}
            name={name}
            facts={
              <>
                Works in {unitNames[unit_id] ?? unit_id} · created <RelativeTime value={created_at} />
              </>
            }
          >
            <EndCredential
              member={member}
              id={id}
              what={`the service account ${name} in ${unitNames[unit_id] ?? unit_id}`}
              consequence="Whatever uses it is refused from its next request on. It cannot be brought back."
            />
          </Row>
        ))}
      </Kind>
    </div>
  );
}

function Kind({ title, none, children }: { title: string; none: string; children: ReactNode[] }) {
  return (
    <div>
      <h3 className="font-medium">{title}</h3>
      {children.length === 0 ? <p className="text-muted">{none}</p> : <ul>{children}</ul>}
    </div>
  );
}

function Row({ name, facts, children }: { name: string; facts: ReactNode; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-line border-b py-2">
      <div className="min-w-0">
        <p className="break-words">{name}</p>
        <p className="text-muted text-sm">{facts}</p>
      </div>
      {children}
    </li>
  );
}
