import { and, eq, sql } from "drizzle-orm";
import { jsonObject, jsonRow } from "@/db/json";
import type { ListRequest } from "@/db/keyset";
import { members } from "@/db/schema/members";
import { personalAccessTokens } from "@/db/schema/personal-access-tokens";
import type { Tx } from "@/db/scope";
import { type Again, readAll, readWhole, type WholeList } from "@/db/whole-list";
import type { Actor } from "@/lib/auth/actor";
import { mintToken, tokenHash } from "@/lib/auth/token";
import { DomainError } from "@/lib/errors";
import type { JsonText } from "@/lib/http/reply";
import { newId } from "@/lib/ids";
import { tokenFields } from "./present";
import type { CreatedToken, CreateTokenInput, Token } from "./schema";

/** The actor's own tokens, the oldest first, without their secrets. */
export async function listTokens(tx: Tx, actor: Actor): Promise<JsonText<Token[]>> {
  const list = await readAll<Token>(tx, tokenList(actor));
  return list as JsonText<Token[]>; // without a condition of existence there is always one
}

/** The same, streamed where they are many. */
export async function allTokens(tx: Tx, actor: Actor, again: Again): Promise<WholeList<Token>["items"]> {
  const list = await readWhole<Token>(tx, again, tokenList(actor));
  return (list as WholeList<Token>).items; // as above
}

const tokenList = (actor: Actor): ListRequest => ({
  from: personalAccessTokens,
  where: sql`${personalAccessTokens.orgId} = ${actor.orgId} and ${personalAccessTokens.orgMemberId} = ${actor.memberId}`,
  sort: {
    name: "id",
    descending: false,
    key: [{ kind: "text", value: sql`${personalAccessTokens.tokenId} collate "C"` }],
  },
  item: jsonObject(tokenFields),
});

/**
 * Makes a token that acts as the actor. Its secret is in this answer and nowhere else (contract §4). Throws unauthorized
 * when the actor has been removed or deactivated meanwhile: their row is locked against that, which then ends the token.
 */
export async function createToken(tx: Tx, actor: Actor, input: CreateTokenInput): Promise<JsonText<CreatedToken>> {
  const token = mintToken();
  const json = jsonObject({ ...tokenFields, token: sql`${token}::text` });
  const created = await jsonRow<CreatedToken>(
    tx,
    sql`insert into ${personalAccessTokens} (org_id, token_id, org_member_id, name, token_hash, expires_at)
          select ${members.orgId}, ${newId("tok")}, ${members.orgMemberId}, ${input.name}, ${tokenHash(token)}, ${input.expires_at ?? null}
            from ${members}
           where ${members.orgId} = ${actor.orgId} and ${members.orgMemberId} = ${actor.memberId} and ${members.status} = 'active'
             for share
          returning ${json}::text as json`,
  );
  if (!created) throw new DomainError("unauthorized");
  return created;
}

/** Revokes one of the actor's own tokens; it is refused from the next request on. Throws token_not_found. */
export async function revokeToken(tx: Tx, actor: Actor, tokenId: string): Promise<void> {
  const own = and(eq(personalAccessTokens.orgId, actor.orgId), eq(personalAccessTokens.orgMemberId, actor.memberId));
  const revoked = await tx
    .delete(personalAccessTokens)
    .where(and(own, eq(personalAccessTokens.tokenId, tokenId)))
    .returning({ id: personalAccessTokens.tokenId });
  if (revoked.length === 0) throw new DomainError("token_not_found");
}
