import type { Reader } from "@/domain/access/reader";
import { pageListedMembers } from "@/domain/members/list-members";
import type { ReadTx } from "./read-page";

const NAMED = 3;

/** The first of the org admins, whom those without a right can ask. */
export async function orgAdmins(tx: ReadTx, reader: Reader) {
  const page = await pageListedMembers(tx, reader, { role: "admin", status: "active", limit: NAMED });
  return page.items
    .parse()
    .map(({ org_member_id, first_name, last_name }) => ({ org_member_id, first_name, last_name }));
}
