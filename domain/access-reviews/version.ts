import { sql } from "drizzle-orm";
import { findJson, jsonObject } from "@/db/json";
import { accessReviewItems as items } from "@/db/schema/access-reviews";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { decisionContent, type ReviewDecision } from "@/lib/access-review";
import { isItem } from "./list-reviews";

/** How versions of an item are compared: by its decision. */
export const itemVersion = {
  content: decisionContent,
  lock: (tx: Tx, { actor }: { actor: Actor }, params: { id: string; item_id: string }) =>
    findJson<{ decision: ReviewDecision | null }>(
      tx,
      sql`select ${jsonObject({ decision: items.decision })}::text as json from ${items}
           where ${isItem(actor, params.id, params.item_id)} for no key update`,
    ),
};
