import postgres from "postgres";
import { expect, test } from "vitest";
import { closePool } from "@/db/client";
import { type Tx, withScope } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { actorFromRow } from "@/domain/access/mint";
import { provideEnv } from "@/lib/env";
import { addUnit } from "@/testing/organization";
import { openOwnDatabase } from "@/testing/own-database";
import { type Scan, watching } from "@/testing/plans";
import { createOrgUnit, updateOrgUnit } from "./operations";

const adminOf = (org_id: string): Actor =>
  actorFromRow({ org_id, org_member_id: "mem_1", role: "admin", ou_roles: null });

async function rowsRead(admin: Actor, write: (tx: Tx) => Promise<unknown>): Promise<number> {
  const seen: Scan[][] = [];
  await withScope(admin, (tx) => write(watching(tx, "org_units", seen, true)));
  expect(seen.length, "statements").toBeGreaterThan(0);
  return seen.flat().reduce((sum, { rows }) => sum + rows, 0);
}

async function readIn(admin: Actor) {
  const creating = await rowsRead(admin, (tx) => createOrgUnit(tx, admin, { name: "New" }));
  const unitId = await addUnit({ admin }, "Old");
  const renaming = await rowsRead(admin, (tx) => updateOrgUnit(tx, admin, unitId, { name: "Renamed" }));
  return { creating, renaming };
}

// In a database of its own, because the plans depend on the statistics of all organizations.
test("creating and renaming an OU read as many OUs of 2,000 as of 20", async () => {
  const { ownerUrl, appUrl, drop } = await openOwnDatabase();
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    for (const [orgId, units] of Object.entries({ few: 20, many: 2_000 })) {
      await owner`insert into organizations (org_id, name) values (${orgId}, 'Costs')`;
      await owner`insert into org_units (org_id, unit_id, name, name_key, slug)
        select ${orgId}, 'unit_' || n, 'Unit ' || n, 'unit ' || n, 'unit-' || n from generate_series(1, ${units}::int) n`;
    }
    await owner`analyze`;
    await closePool();
    provideEnv({ DATABASE_URL: appUrl });
    const few = await readIn(adminOf("few"));
    expect(few.creating, "only the row that it makes").toBe(1);
    expect(few.renaming, "only its own row: locked, joined and changed").toBe(3);
    expect(await readIn(adminOf("many"))).toEqual(few);
  } finally {
    await closePool();
    await owner.end({ timeout: 1 });
    await drop();
  }
});
