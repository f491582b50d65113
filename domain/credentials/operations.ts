import { and, eq, sql } from "drizzle-orm";
import { jsonObject, jsonTime, readJson } from "@/db/json";
import { personalAccessTokens } from "@/db/schema/personal-access-tokens";
import { serviceAccounts } from "@/db/schema/service-accounts";
import { sessions } from "@/db/schema/sessions";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import type { Reader } from "@/domain/access/reader";
import { audit } from "@/domain/audit-log/audit";
import { assertMember } from "@/domain/members/member-row";
import { isLive } from "@/domain/sessions/operations";
import { sessionFields } from "@/domain/sessions/present";
import { tokensOf } from "@/domain/tokens/operations";
import { tokenFields } from "@/domain/tokens/present";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { JsonText } from "@/lib/json-text";
import { endServiceAccounts, madeBy, nameMaker } from "./made";
import type { Credentials } from "./schema";

const { current: _current, ...session } = sessionFields(null);
const account = {
  secret_id: serviceAccounts.secretId,
  unit_id: serviceAccounts.unitId,
  name: serviceAccounts.name,
  created_at: jsonTime(serviceAccounts.createdAt),
};

const sessionsOf = (reader: Reader, memberId: string) =>
  and(eq(sessions.orgId, reader.orgId), eq(sessions.orgMemberId, memberId));

/** The member's sessions and tokens, and the service accounts they made. Throws member_not_found. */
export async function readCredentials(tx: Tx, reader: Reader, memberId: string): Promise<JsonText<Credentials>> {
  const all = jsonObject({
    sessions: sql`(select coalesce(json_agg(${jsonObject(session)} order by ${sessions.lastSeenAt} desc, ${sessions.sessionId} desc), '[]')
      from ${sessions} where ${sessionsOf(reader, memberId)} and ${isLive()})`,
    tokens: sql`(select coalesce(json_agg(${jsonObject(tokenFields)} order by ${personalAccessTokens.tokenId}), '[]')
      from ${personalAccessTokens} where ${tokensOf(reader, memberId)})`,
    service_accounts: sql`(select coalesce(json_agg(${jsonObject(account)} order by ${serviceAccounts.secretId}), '[]')
      from ${serviceAccounts} where ${madeBy(reader, memberId)})`,
  });
  // In one write, in this order: the last reads what the second names.
  const [, , credentials] = await Promise.all([
    assertMember(tx, reader, memberId),
    nameMaker(tx, memberId),
    readJson<Credentials>(tx, sql`select ${all}::text as json`),
  ]);
  return credentials;
}

/**
 * Ends all of them, and also forgets the devices known to sign-in and ends links that would open a new session. The member
 * stays and, if active, can sign in again with their password. Throws member_not_found.
 */
export async function endAllCredentials(tx: Tx, actor: Actor, memberId: string): Promise<void> {
  await assertMember(tx, actor, memberId);
  await tx.execute(sql`select end_credentials(${memberId}::text)`);
  await nameMaker(tx, memberId);
  const changeSetId = newId("chg");
  audit(tx, "member.credentials_ended", { id: memberId }, { changeSetId });
  await endServiceAccounts(tx, madeBy(actor, memberId), changeSetId);
}

/** Ends one of them, from the next request on. Throws member_not_found, credential_not_found. */
export async function endCredential(tx: Tx, actor: Actor, memberId: string, credentialId: string): Promise<void> {
  await assertMember(tx, actor, memberId);
  await nameMaker(tx, memberId);
  const [endedSessions, endedTokens, endedAccounts] = await Promise.all([
    tx
      .delete(sessions)
      .where(and(sessionsOf(actor, memberId), eq(sessions.sessionId, credentialId)))
      .returning({ id: sessions.sessionId }),
    tx
      .delete(personalAccessTokens)
      .where(and(tokensOf(actor, memberId), eq(personalAccessTokens.tokenId, credentialId)))
      .returning({ id: personalAccessTokens.tokenId, name: personalAccessTokens.name }),
    endServiceAccounts(tx, and(madeBy(actor, memberId), eq(serviceAccounts.secretId, credentialId))),
  ]);
  for (const { id } of endedSessions) audit(tx, "session.ended", { id, ofMember: memberId });
  for (const token of endedTokens) audit(tx, "token.revoked", { ...token, ofMember: memberId });
  if ([endedSessions, endedTokens, endedAccounts].every(({ length }) => length === 0))
    throw new DomainError("credential_not_found");
}
