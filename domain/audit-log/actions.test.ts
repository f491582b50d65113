import { expect, test } from "vitest";
import { auditedOperations, otherActs } from "@/testing/audited-operations";
import { auditActions } from "./actions";

test("every action belongs to an operation of the API or to an act beside it", () => {
  const named = [...Object.values(auditedOperations).flat(), ...Object.keys(otherActs)];
  expect([...new Set(named)].sort()).toEqual(Object.keys(auditActions).sort());
});

test("no act beside the API belongs to an operation too", () => {
  const byOperations = new Set(Object.values(auditedOperations).flat());
  expect(Object.keys(otherActs).filter((action) => byOperations.has(action))).toEqual([]);
});
