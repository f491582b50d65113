import { sql } from "drizzle-orm";
import { findJson, jsonObject } from "@/db/json";
import { members } from "@/db/schema/members";
import type { Tx } from "@/db/scope";
import type { Reader } from "@/domain/access/reader";
import { makerJson } from "@/domain/members/maker";
import { assertMember, isMember } from "@/domain/members/member-row";
import { DomainError } from "@/lib/errors";
import type { JsonText } from "@/lib/json-text";
import { isBacked } from "./find-invitation";
import type { PendingInvitation } from "./schema";

/** Who invited the member, and whether the invitation waits for another admin. Throws member_not_found, not_invited. */
export async function readPendingInvitation(
  tx: Tx,
  reader: Reader,
  memberId: string,
): Promise<JsonText<PendingInvitation>> {
  const json = jsonObject({
    email: members.email,
    created_by: makerJson(members.invitedBy, members.invitedByName),
    waiting: sql`not ${isBacked()}`,
  });
  const isPending = sql`${isMember(reader, memberId)} and ${members.status} = 'invited'`;
  const found = await findJson<PendingInvitation>(
    tx,
    sql`select ${json}::text as json from ${members} where ${isPending}`,
  );
  if (found) return found;
  await assertMember(tx, reader, memberId);
  throw new DomainError("not_invited");
}
