import { asOperator, EVERY } from "./as-operator";
import type { Cells } from "./export-organization";

/**
 * Lets `renew` change the sealed columns of every row that has some, in one transaction: those of webhook_endpoints. Returns how
 * many rows there are, and how many it could not open, for which it returns undefined and which stay as they are.
 */
export function resealRows(
  ownerUrl: string | undefined,
  renew: (row: Cells) => Cells | undefined,
): Promise<{ resealed: number; unreadable: number }> {
  return asOperator(ownerUrl, EVERY, async (tx) => {
    const rows = await tx<Cells[]>`
      select org_id, endpoint_id, secret, previous_secret from webhook_endpoints order by org_id, endpoint_id for update`;
    let resealed = 0;
    for (const row of rows) {
      const renewed = renew(row);
      if (!renewed) continue;
      resealed += 1;
      await tx`update webhook_endpoints set secret = ${renewed.secret ?? ""}, previous_secret = ${renewed.previous_secret ?? null}
        where org_id = ${row.org_id ?? ""} and endpoint_id = ${row.endpoint_id ?? ""}`;
    }
    return { resealed, unreadable: rows.length - resealed };
  });
}
