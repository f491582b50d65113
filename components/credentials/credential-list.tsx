import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Credentials } from "@/domain/credentials/schema";
import { deviceOf } from "@/lib/device";
import { distinctNames } from "@/lib/distinct-names";
import { createdText, timeText } from "@/lib/time-text";
import { EndCredential } from "./end-credential";
import { SessionFacts } from "./session-facts";
import { TokenFacts } from "./token-facts";

type Props = {
  memberId: string;
  credentials: Credentials;
  /** Names of the OUs that tokens and service accounts work in, by id. */
  unitNames: Record<string, string>;
};

const REFUSED = "Anything that uses it is refused from its next request on. This cannot be undone.";

/** A member's sessions and tokens and the service accounts they created, each with a button to end it. */
export function CredentialList({ memberId, credentials, unitNames }: Props) {
  const { sessions, tokens, service_accounts: accounts } = credentials;
  const called = {
    session: distinctNames(
      sessions,
      ({ user_agent, ip }) => `the session of ${deviceOf(user_agent)}${ip ? ` from ${ip}` : ""}`,
      ({ created_at }) => `signed in ${timeText(created_at, "minute", false)}`,
    ),
    token: distinctNames(tokens, ({ name }) => `the access token ${name}`, createdText),
    account: distinctNames(
      accounts,
      ({ name, unit_id }) => `the service account ${name} in ${unitNames[unit_id] ?? unit_id}`,
      createdText,
    ),
  };
  return (
    <div className="space-y-5">
      <Kind title="Sessions" none="Not signed in anywhere.">
        {sessions.map((session) => (
          <Row key={session.id} name={deviceOf(session.user_agent)} facts={<SessionFacts session={session} />}>
            <EndCredential
              memberId={memberId}
              id={session.id}
              what={called.session(session)}
              consequence="That browser is signed out on its next request. Anything not saved there is lost."
            />
          </Row>
        ))}
      </Kind>
      <Kind title="Access tokens" none="None.">
        {tokens.map((token) => (
          <Row key={token.id} name={token.name} facts={<TokenFacts token={token} unitNames={unitNames} />}>
            <EndCredential memberId={memberId} id={token.id} what={called.token(token)} consequence={REFUSED} />
          </Row>
        ))}
      </Kind>
      <Kind title="Service accounts they created" none="None.">
        {accounts.map((account) => (
          <Row
            key={account.secret_id}
            name={account.name}
            facts={
              <>
                Works in {unitNames[account.unit_id] ?? account.unit_id} · created{" "}
                <RelativeTime value={account.created_at} />
              </>
            }
          >
            <EndCredential
              memberId={memberId}
              id={account.secret_id}
              what={called.account(account)}
              consequence={REFUSED}
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
        <p className="wrap-anywhere">{name}</p>
        <p className="text-muted text-sm">{facts}</p>
      </div>
      {children}
    </li>
  );
}
