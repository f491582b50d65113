import { RelativeTime } from "@/components/ui/relative-time";
import type { Token } from "@/domain/tokens/schema";
import { scopesText } from "./scope-words";

type Props = {
  token: Token;
  /** Names of the OUs that the reader has access to, by id. */
  unitNames: Record<string, string>;
  /** Whether it has expired. */
  isExpired?: boolean;
};

/** What a token may be used for and where, when it was last used, when it expires, and when it was created. */
export function TokenFacts({ token, unitNames, isExpired = false }: Props) {
  return (
    <>
      {scopesText(token.scopes)}
      {token.unit_id && ` · only in ${unitNames[token.unit_id] ?? "an org unit that you have no access to"}`}
      {" · "}
      {token.last_used_at ? (
        <>
          last used <RelativeTime value={token.last_used_at} />
        </>
      ) : (
        "never used"
      )}
      {" · "}
      {token.expires_at ? (
        <>
          {isExpired ? "expired" : "expires"} <RelativeTime value={token.expires_at} />
        </>
      ) : (
        "never expires"
      )}
      {" · "}created <RelativeTime value={token.created_at} />
    </>
  );
}
