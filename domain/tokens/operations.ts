import { and, eq, type SQL, sql } from "drizzle-orm";
import { jsonObject, readJson } from "@/db/json";
import { byId, type ListRequest, listAll } from "@/db/keyset";
import { members } from "@/db/schema/members";
import { personalAccessTokens } from "@/db/schema/personal-access-tokens";
import type { Tx } from "@/db/scope";
import { type Again, streamAll } from "@/db/whole-list";
import { type Actor, onlyUnitOf } from "@/domain/access/actor";
import type { Reader } from "@/domain/access/reader";
import { scopesToGive } from "@/domain/access/scopes";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import { readOrgUnit } from "@/domain/org-units/operations";
import { mintToken, tokenHash } from "@/lib/auth/token";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { JsonText } from "@/lib/json-text";
import { scopes } from "@/lib/scopes";
import { tokenFields } from "./present";
import type { CreateTokenInput, NewToken, Token } from "./schema";

/** The condition that a token is the member's. */
export const tokensOf = (reader: Reader, memberId: string | SQL) =>
  and(eq(personalAccessTokens.orgId, reader.orgId), eq(personalAccessTokens.orgMemberId, memberId));

/** The actor's own tokens, oldest first, without their secrets. */
export const listTokens = (tx: Tx, reader: Reader) => listAll<Token>(tx, tokenList(reader));

/** The same list, streamed if it is long. */
export const streamTokens = (tx: Tx, reader: Reader, again: Again) => streamAll<Token>(tx, again, tokenList(reader));

const tokenList = (reader: Reader): ListRequest => ({
  from: personalAccessTokens,
  where: sql`${tokensOf(reader, reader.memberId)}`,
  sort: byId(personalAccessTokens.tokenId),
  item: jsonObject(tokenFields),
  total: null,
});

/** When the token that the actor uses ends; null if it never does or they use none. */
async function ownEndOf(tx: Tx, { orgId, credential }: Actor): Promise<Date | null> {
  if (credential.kind !== "token") return null;
  const [own] = await tx
    .select({ expiresAt: personalAccessTokens.expiresAt })
    .from(personalAccessTokens)
    .where(and(eq(personalAccessTokens.orgId, orgId), eq(personalAccessTokens.tokenId, credential.id)));
  if (!own) throw new DomainError("unauthorized"); // revoked in the meantime
  return own.expiresAt;
}

/** A token does not outlive the one that creates it; without an end of its own it gets that one's (contract §13). */
function endOf({ expires_at: wanted }: CreateTokenInput, limit: Date | null): string | null {
  if (!limit) return wanted ?? null;
  if (wanted === undefined) return limit.toISOString();
  if (wanted !== null && Date.parse(wanted) <= limit.getTime()) return wanted;
  const detail = `must not be later than the end of the token that makes it, ${limit.toISOString()}`;
  throw new DomainError("invalid_content", undefined, [{ pointer: "/expires_at", detail }]);
}

/** A token of one OU makes only tokens of that OU (contract §13). */
function unitOf({ unit_id: wanted }: CreateTokenInput, limit: string | null): string | null {
  if (wanted !== null || limit === null) return wanted ?? limit;
  const detail = "must be the OU of the token that makes it";
  throw new DomainError("invalid_content", undefined, [{ pointer: "/unit_id", detail }]);
}

/**
 * Creates a token that acts as the actor. Its secret is only in this answer (contract §4). Throws invalid_content for an end
 * after that of the token that creates it, for a scope that it lacks and for more than its OU, org_unit_not_found for an OU
 * that the actor does not reach, and unauthorized if the actor was removed or deactivated in the meantime: their
 * row is locked against that, so a removal that waits for it ends the new token too.
 */
export async function createToken(tx: Tx, actor: Actor, input: CreateTokenInput): Promise<JsonText<NewToken>> {
  const token = mintToken();
  const expiresAt = endOf(input, await ownEndOf(tx, actor));
  const given = scopesToGive(actor, input.scopes, scopes);
  const unitId = unitOf(input, onlyUnitOf(actor));
  if (unitId !== null) await readOrgUnit(tx, actor, unitId);
  const tokenId = newId("tok");
  const json = jsonObject({ ...tokenFields, token: sql`${token}::text` });
  const limits = { scopes: given, unit_id: unitId, expires_at: expiresAt };
  audit(tx, "token.created", { id: tokenId, name: input.name }, { unitId, changes: changesBetween({}, limits) });
  return readJson<NewToken>(
    tx,
    sql`insert into ${personalAccessTokens} (org_id, token_id, org_member_id, name, token_hash, scopes, only_unit_id, expires_at)
          select ${members.orgId}, ${tokenId}, ${members.orgMemberId}, ${input.name}, ${tokenHash(token)},
                 ${`{${given.join(",")}}`}::text[], ${unitId}, ${expiresAt}
            from ${members}
           where ${members.orgId} = ${actor.orgId} and ${members.orgMemberId} = ${actor.memberId} and ${members.status} = 'active'
             for share
          returning ${json}::text as json`,
    "unauthorized",
  );
}

/** Revokes one of the actor's own tokens, from its next request on. Throws token_not_found. */
export async function revokeToken(tx: Tx, actor: Actor, tokenId: string): Promise<void> {
  const [revoked] = await tx
    .delete(personalAccessTokens)
    .where(and(tokensOf(actor, actor.memberId), eq(personalAccessTokens.tokenId, tokenId)))
    .returning({ id: personalAccessTokens.tokenId, name: personalAccessTokens.name });
  if (!revoked) throw new DomainError("token_not_found");
  audit(tx, "token.revoked", revoked);
}
