import { expect, test } from "vitest";
import type { ShownEntry } from "@/domain/audit-log/schema";
import { actionName, actorWords, deedWords } from "./audit-words";

const changed: ShownEntry = {
  id: "aud_1",
  at: "2026-11-28T12:00:00Z",
  action: "member.role_changed",
  actor: { kind: "member", id: "mem_1", name: "Ada Okafor" },
  credential: null,
  unit_id: null,
  unit_name: null,
  target: { type: "member", id: "mem_2", name: "Grace Hopper" },
  changes: [{ field: "role", before: "viewer", after: "admin" }],
  change_set_id: null,
  request_id: null,
  ip: null,
  user_agent: null,
};
const sentence = (entry: Partial<ShownEntry>) => {
  const whole = { ...changed, ...entry };
  return `${actorWords(whole)} ${deedWords(whole)}`;
};

test("an entry is one sentence, and a single change is shown with both values", () => {
  expect(sentence({})).toBe("Ada Okafor changed the org role of Grace Hopper: viewer → admin");
  const changes = [{ field: "external_ref", before: null, after: "x-1" }];
  const target = { type: "org_unit", id: "unit_1", name: "$& North" } as const;
  expect(sentence({ action: "org_unit.updated", target, changes })).toBe(
    "Ada Okafor changed the OU $& North: external ref none → x-1",
  );
  const profile = { field: "profile", before: {}, after: { company: "Acme" } };
  expect(sentence({ changes: [profile] })).toBe("Ada Okafor changed the org role of Grace Hopper: profile");
  expect(sentence({ changes: [...changes, ...changed.changes] })).toBe(
    "Ada Okafor changed the org role of Grace Hopper",
  );
});

test("there are words for an OU that the reader cannot see, an erased person, and an actor without a name", () => {
  const erased = { ...changed.target, name: null };
  const granted = {
    action: "membership.granted",
    target: erased,
    unit_id: "unit_1",
    changes: [],
  } satisfies Partial<ShownEntry>;
  expect(sentence({ ...granted, unit_name: "North" })).toBe("Ada Okafor gave an erased person access to North");
  expect(sentence({ ...granted, actor: { kind: "system", id: null, name: null } })).toBe(
    "LeadVibe gave an erased person access to an org unit",
  );
  expect(sentence({ actor: { ...changed.actor, name: null }, changes: [] })).toBe(
    "An erased person changed the org role of Grace Hopper",
  );
  expect(sentence({ actor: { kind: "operator", id: null, name: null }, changes: [] })).toMatch(/^An operator /);
});

test("something new is shown without a value before it", () => {
  const target = { type: "token", id: "tok_1", name: "CI" } as const;
  const changes = [{ field: "scopes", before: null, after: ["read", "write"] }];
  expect(sentence({ action: "token.created", target, changes })).toBe(
    "Ada Okafor created the token CI: scopes read, write",
  );
});

test("a new rule is described by its points and its condition", () => {
  const target = { type: "rule", id: "rule_1", name: "Website" } as const;
  const made = (fields: object) => Object.entries(fields).map(([field, after]) => ({ field, before: null, after }));
  const create = (fields: object) => sentence({ action: "rule.created", target, changes: made(fields) });
  expect(create({ event_type: "demo_requested", weight: 40, active: true })).toBe(
    "Ada Okafor created a rule in Website: +40 for demo_requested",
  );
  expect(create({ profile_field: "employees", operator: "greater_than", value: 200, weight: -5 })).toBe(
    "Ada Okafor created a rule in Website: −5 for employees is more than 200",
  );
});

test("a filter by action has a name", () => {
  expect(["member.", "service_account.created"].map(actionName)).toEqual(["Members", "Service accounts: created"]);
});
