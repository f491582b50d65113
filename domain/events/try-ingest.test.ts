import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withUnit } from "@/db/scope";
import { newId } from "@/lib/ids";
import { owner } from "@/testing/database";
import { asRequests } from "@/testing/requests";
import { contradictions, makeUnit } from "@/testing/unit";
import * as eventsOperations from "./operations";

const { ingestOne } = asRequests(eventsOperations);

test("an ingest that has to run alone stores nothing, holds nothing, and is answered without an error", async () => {
  const testUnit = await makeUnit();
  const { org, actor, unit } = testUnit;
  for (const raw_value of ["left", "right"]) {
    await ingestOne(actor, unit, { event_type: "seen", aliases: [{ alias_kind: "external_id", raw_value }] });
  }
  const aliases = ["new", "left", "right"].map((key) => ({
    g: key === "new" ? 2 : 1,
    kind: "external_id",
    key,
    raw: key,
  }));
  const events = [1, 2].map((g) => ({ g, id: newId("evt"), type: "seen", at: new Date().toISOString() }));
  const [held] = await withUnit(actor, unit, async (tx) => {
    const [row] =
      await tx.execute(sql`select try_ingest(${org.orgId}, ${unit.unitId}, array[${newId("lead")}, ${newId("lead")}], '[]'::json,
      ${JSON.stringify(aliases)}::text::json, ${JSON.stringify(events)}::text::json)::text as answer`);
    expect(row).toEqual({ answer: null });
    return tx.execute(
      sql`select count(*)::int as locks from pg_locks where pid = pg_backend_pid() and locktype = 'advisory'`,
    );
  });
  expect(held).toEqual({ locks: 0 });
  expect(await owner()`select from leads where org_id = ${org.orgId}`).toHaveLength(2);
  await expect(owner()`select retry_alone('leads have to be merged')`).rejects.toMatchObject({ code: "LV001" });
  expect(await contradictions(testUnit)).toEqual([]);
});
