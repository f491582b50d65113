import type { Tx } from "@/db/scope";
import { type Again, exportAll } from "@/db/whole-list";
import type { Actor } from "@/domain/access/actor";
import { audit } from "@/domain/audit-log/audit";
import { csvText } from "@/lib/csv-text";
import type { TextStream } from "@/lib/json-text";
import { type ReviewExportQuery, ReviewItem } from "./item-schema";
import { itemList } from "./list-reviews";

const columns = Object.keys(ReviewItem.shape).filter((name) => name !== "may_decide");

/**
 * A review's items as a document that is read while it is sent: its report, once it is closed. The audit log has the export,
 * complete or not. Throws access_review_not_found.
 */
export async function exportReview(
  tx: Tx,
  actor: Actor,
  id: string,
  { format = "csv", ...filters }: ReviewExportQuery,
  again: Again,
): Promise<TextStream<ReviewItem[]>> {
  const document = await exportAll<ReviewItem>(tx, again, itemList(actor, id, filters), format, itemsCsv);
  audit(tx, "export.access_review", { id });
  return document;
}

const itemsCsv = (items: ReviewItem[], header: boolean) =>
  csvText(
    items.map((item) => ({
      ...item,
      granted_by: item.granted_by?.name ?? "",
      decided_by: item.decided_by?.name ?? "",
    })),
    columns,
    header,
  );
