import { expect, test } from "vitest";
import { auditedOperations, otherActs } from "@/testing/audited-operations";
import { auditActions } from "./actions";

test("every action is recorded by an operation of the API, or listed as an act beside it", () => {
  const named = [...Object.values(auditedOperations).flat(), ...Object.keys(otherActs)];
  expect([...new Set(named)].sort()).toEqual(Object.keys(auditActions).sort());
});

test("no act listed beside the API is recorded by an operation", () => {
  const byOperations = new Set(Object.values(auditedOperations).flat());
  expect(Object.keys(otherActs).filter((action) => byOperations.has(action))).toEqual([]);
});
