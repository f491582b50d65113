import { sql } from "drizzle-orm";
import { jsonObject, readJson } from "@/db/json";
import { members } from "@/db/schema/members";
import type { Tx } from "@/db/scope";
import type { Reader } from "@/domain/access/reader";
import { makerJson } from "@/domain/members/maker";
import { isMember } from "@/domain/members/member-row";
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
  const found = await readJson<PendingInvitation>(
    tx,
    sql`select case when ${members.status} = 'invited' then ${json}::text else '' end as json
            from ${members} where ${isMember(reader, memberId)}`,
    "member_not_found",
  );
  if (found.text === "") throw new DomainError("not_invited");
  return found;
}
