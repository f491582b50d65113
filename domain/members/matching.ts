import { sql } from "drizzle-orm";
import { members } from "@/db/schema/members";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { extendedRefusal } from "@/lib/errors";
import { memberList } from "./list-members";
import type { MemberFilter } from "./schema";

/** The ids of the members who match a filter, oldest first. */
export async function findMatching(tx: Tx, actor: Actor, filter: MemberFilter): Promise<string[]> {
  const { where } = memberList(actor, filter);
  const rows = await tx.execute<{ id: string }>(
    sql`select ${members.orgMemberId} as id from ${members} where ${where} order by ${members.createdAt}, ${members.orgMemberId}`,
  );
  return rows.map(({ id }) => id);
}

/** The refusal of a filter that matches another number than the caller saw; `pointer` names it in the body. */
export const selectionChanged = (pointer: string, count: number) =>
  extendedRefusal("selection_changed", { count }, `${count} members match ${pointer} now.`);
