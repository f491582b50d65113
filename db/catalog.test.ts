import { describe, expect, test } from "vitest";
import { catalogRules } from "@/testing/catalog";
import { broken, good, type RuleName } from "@/testing/catalog-faults";
import { owner } from "@/testing/database";

const names = Object.keys(catalogRules) as RuleName[];

test.each(names)("the database keeps the rule: %s", async (name) => {
  expect(await catalogRules[name](owner())).toEqual([]);
});

/** The rule's findings after these statements, which are undone afterwards. */
async function faultsWith(name: RuleName, statements: string): Promise<string[]> {
  let faults: string[] = [];
  const undone = new Error("undone");
  await owner()
    .begin(async (tx) => {
      await tx.unsafe(statements);
      faults = await catalogRules[name](tx);
      throw undone;
    })
    .catch((reason: unknown) => {
      if (reason !== undone) throw reason;
    });
  return faults;
}

describe("the rules can fail", () => {
  test.each(broken)("%s: %s", async (name, _what, statements, sentence) => {
    const faults = await faultsWith(name, statements);
    expect(faults).toContainEqual(expect.stringMatching(sentence));
  });

  test("every rule is among them", () => {
    expect(new Set(broken.map(([name]) => name))).toEqual(new Set(names));
  });

  test("a well-made table breaks no rule except the lists of grants and of tables", async () => {
    for (const name of names.filter((rule) => !/^(grantsAreTheListed|tablesAreClassed)$/.test(rule))) {
      const invoker = `${good} create view scratch_view with (security_invoker = true) as select * from scratch;
        create function scratch() returns int security definer set search_path = pg_catalog language sql as 'select 1'`;
      expect(await faultsWith(name, invoker), name).toEqual([]);
    }
  });
});
