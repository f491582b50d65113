import { RelativeTime } from "@/components/ui/relative-time";
import type { Token } from "@/domain/tokens/schema";

type Props = {
  token: Pick<Token, "last_used_at" | "expires_at" | "created_at">;
  /** Whether it has expired. */
  isExpired?: boolean;
};

/** When a token was last used, when it expires, and when it was created. */
export function TokenFacts({ token, isExpired = false }: Props) {
  return (
    <>
      {token.last_used_at ? (
        <>
          Last used <RelativeTime value={token.last_used_at} />
        </>
      ) : (
        "Never used"
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
