import { type SQL, sql } from "drizzle-orm";
import { refusing } from "@/db/errors";
import { findJson, jsonObject, jsonTime, readJson } from "@/db/json";
import { listAll, oldestFirst } from "@/db/keyset";
import { savedViews } from "@/db/schema/saved-views";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import type { Reader } from "@/domain/access/reader";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { JsonText } from "@/lib/json-text";
import { type SavedView, type SavedViewInput, VIEWS_A_MEMBER, viewContent } from "./schema";

// A view changes what its owner sees of a list and nothing else, so none of this is in the audit log (contract §8).

const viewJson = jsonObject({
  id: savedViews.viewId,
  name: savedViews.name,
  query: savedViews.query,
  created_at: jsonTime(savedViews.createdAt),
});

const ownViews = ({ orgId, memberId }: Reader): SQL =>
  sql`${savedViews.orgId} = ${orgId} and ${savedViews.orgMemberId} = ${memberId}`;

const isView = (reader: Reader, viewId: string): SQL => sql`${ownViews(reader)} and ${savedViews.viewId} = ${viewId}`;

/** The reader's own saved views, oldest first. */
export const listViews = (tx: Tx, reader: Reader): Promise<JsonText<SavedView[]>> =>
  listAll<SavedView>(tx, {
    from: savedViews,
    where: ownViews(reader),
    sort: oldestFirst(savedViews.createdAt, savedViews.viewId),
    item: viewJson,
    total: null,
  });

/** Saves a view. Throws view_name_taken, too_many_views. */
export async function createView(tx: Tx, actor: Actor, input: SavedViewInput): Promise<JsonText<SavedView>> {
  const made = await findJson<SavedView>(
    tx,
    sql`insert into ${savedViews} (org_id, org_member_id, view_id, name, query)
        select ${actor.orgId}, ${actor.memberId}, ${newId("view")}, ${input.name}, ${input.query}
         where (select count(*) from ${savedViews} where ${ownViews(actor)}) < ${VIEWS_A_MEMBER}
        returning ${viewJson}::text as json`,
  ).catch(refusing({ saved_views_name_taken: "view_name_taken" }));
  if (!made) throw new DomainError("too_many_views");
  return made;
}

/** Replaces a view's name and parameters. Throws view_not_found, view_name_taken. */
export const updateView = (
  tx: Tx,
  actor: Actor,
  viewId: string,
  { name, query }: SavedViewInput,
): Promise<JsonText<SavedView>> =>
  readJson<SavedView>(
    tx,
    sql`update ${savedViews} set name = ${name}, query = ${query} where ${isView(actor, viewId)} returning ${viewJson}::text as json`,
    "view_not_found",
  ).catch(refusing({ saved_views_name_taken: "view_name_taken" }));

/** Deletes a view. Throws view_not_found. */
export async function deleteView(tx: Tx, actor: Actor, viewId: string): Promise<void> {
  const gone = await tx.execute(sql`delete from ${savedViews} where ${isView(actor, viewId)} returning view_id`);
  if (gone.length === 0) throw new DomainError("view_not_found");
}

/** How versions of a view are compared. */
export const viewVersion = {
  content: viewContent,
  lock: (tx: Tx, { actor }: { actor: Actor }, { id }: { id: string }) =>
    findJson<SavedView>(
      tx,
      sql`select ${viewJson}::text as json from ${savedViews} where ${isView(actor, id)} for update`,
    ),
};
