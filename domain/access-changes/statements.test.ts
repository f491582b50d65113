import { expect, test } from "vitest";
import { type Tx, withScope } from "@/db/scope";
import { addPeople } from "@/testing/members";
import { addUnit, makeOrganization } from "@/testing/organization";
import { changeAccess } from "./change-access";
import type { AccessChangeInput } from "./schema";
import { undoChange } from "./undo";

/** The transaction, counting its statements. */
function counting(tx: Tx): { tx: Tx; count: () => number } {
  let statements = 0;
  const counted = new Set(["execute", "update", "insert", "delete", "select"]);
  const get = (target: Tx, name: string) => {
    if (counted.has(name)) statements += 1;
    const member = Reflect.get(target, name);
    return typeof member === "function" ? member.bind(target) : member;
  };
  return { tx: new Proxy(tx, { get: get as never }), count: () => statements };
}

test("a set of hundreds takes as many statements as one of a few, and so does its undo", async () => {
  const org = await makeOrganization();
  const units = [await addUnit(org, "A"), await addUnit(org, "B")];
  async function statementsFor(count: number): Promise<number[]> {
    const ids = await addPeople(
      org,
      Array.from({ length: count }, () => ({ first: "Ada", last: "Lovelace" })),
    );
    const changes: AccessChangeInput["changes"] = ids.flatMap((org_member_id) => [
      ...units.map((unit_id) => ({ op: "grant" as const, org_member_id, unit_id, role: "viewer" as const })),
      { op: "set_org_role", org_member_id, role: "editor", end_created: true },
      { op: "deactivate", org_member_id, end_created: true },
    ]);
    const [made, spent] = await withScope(org.admin, async (tx) => {
      const watched = counting(tx);
      return [await changeAccess(watched.tx, org.admin, { changes }), watched.count()] as const;
    });
    const undone = await withScope(org.admin, async (tx) => {
      const watched = counting(tx);
      await undoChange(watched.tx, org.admin, made.id ?? "");
      return watched.count();
    });
    return [spent, undone];
  }
  expect(await statementsFor(300)).toEqual(await statementsFor(3));
});
