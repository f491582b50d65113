import { TokenFacts } from "@/components/credentials/token-facts";
import { Badge } from "@/components/ui/badge";
import type { Token } from "@/domain/tokens/schema";
import { distinctNames } from "@/lib/distinct-names";
import { createdText } from "@/lib/time-text";
import { RevokeToken } from "./revoke-token";

type Props = {
  tokens: Token[];
  /** Names of the member's OUs, by id. */
  unitNames: Record<string, string>;
  /** The time that decides which have expired. */
  now: string;
};

/** The member's tokens, newest first. */
export function TokenList({ tokens, unitNames, now }: Props) {
  const called = distinctNames(tokens, ({ name }) => name, createdText);
  return (
    <ul className="border-line border-t">
      {tokens.toReversed().map((token) => (
        <li
          key={token.id}
          className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-line border-b py-3"
        >
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-2">
              <span className="wrap-anywhere font-medium">{token.name}</span>
              {isExpired(token, now) && <Badge tone="warn">Expired</Badge>}
            </p>
            <p className="text-muted text-sm">
              <TokenFacts token={token} unitNames={unitNames} isExpired={isExpired(token, now)} />
            </p>
          </div>
          <RevokeToken id={token.id} name={called(token)} />
        </li>
      ))}
    </ul>
  );
}

const isExpired = (token: Token, now: string) => token.expires_at !== null && token.expires_at <= now;
