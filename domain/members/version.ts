import { sql } from "drizzle-orm";
import { findJson } from "@/db/json";
import { members } from "@/db/schema/members";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { isMember } from "./member-row";
import { memberJson } from "./present";
import { type Member, memberContent } from "./schema";

/** How versions of a member are compared. */
export const memberVersion = {
  content: memberContent,
  lock: (tx: Tx, { actor }: { actor: Actor }, { id }: { id: string }) =>
    findJson<Member>(
      tx,
      sql`select ${memberJson}::text as json from ${members} where ${isMember(actor, id)} for no key update`,
    ),
};
