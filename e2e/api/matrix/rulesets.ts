import {
  type Entry,
  type Field,
  forbidden,
  fresh,
  type IdPosition,
  nameField,
  nonStrings,
  noUnit,
  type Request,
  roleField,
  type World,
} from "@/e2e/matrix";
import { inUnit } from "@/e2e/matrix-units";
import { database, seedRule, seedRuleset, seedUnit } from "@/e2e/seed";

const refused = { "OU viewer": forbidden };
const ruleset = ({ org, unit }: World) => seedRuleset(org.org_id, unit.unit_id);

// Postgres has no year 0, and RFC 3339 no time after 9999.
const beyond = ["0000-01-01T00:00:00Z", "9999-12-31T23:59:59-01:00"];
const time: Field = {
  required: false,
  bad: [7, true, {}, "", "tomorrow", "2025-01-01", "2025-01-01T00:00:00", ...beyond],
  good: [null, "2025-01-01T00:00:00Z", "2025-01-01t00:00:00+02:00", "2016-12-31T23:59:60Z"],
};
const flag: Field = { required: false, bad: [null, 0, "true", [], {}], good: [true, false] };
const window = { active: flag, starts_at: time, ends_at: time };
const scoreAbove: Field = { required: false, bad: ["80", 1.5, true, [], {}, 1e99], good: [null, 0, -5, 80] };
const kind = { ...roleField, bad: [...nonStrings, "", "Profile", "__proto__"], good: ["profile", "engagement"] };

// For an engagement ruleset, where fields of profile rules are invalid.
const rule = {
  event_type: { ...nameField, bad: [7, true, [], {}, "", "a\0b", "x".repeat(101)], good: ["x".repeat(100), "🚀"] },
  profile_field: { required: false, bad: ["size", 7, ""] },
  operator: { required: false, bad: ["equals", "between", 7] },
  value: { required: false, bad: ["x", 7, {}, null] },
  weight: { required: true, bad: [null, "5", 1.5, 10_001, -10_001, 1e99], good: [0, -10_000, 10_000] },
  active: flag,
} satisfies Record<string, Field>;
const ruleChange: Record<string, Field> = {
  ...rule,
  event_type: { ...rule.event_type, required: false },
  weight: { ...rule.weight, required: false },
  position: { required: false, bad: [null, "1", 0, 1.5, 1_000_001], good: [1, 1_000_000] },
};
const ruleBody = { event_type: "seen", weight: 5 };
const rules: Field = {
  required: false,
  bad: [null, "x", {}, [{}], [{ ...ruleBody, weight: "x" }]],
  good: [[], [ruleBody]],
};

function inPath(path: (id: string) => string, body?: object): IdPosition {
  return {
    at: "path id",
    kind: "ruleset",
    request: (_world, id) => ({ path: path(id), body }),
    own: ruleset,
    otherwise: { status: 404, code: "ruleset_not_found" },
  };
}

/** An operation on a ruleset. */
const onRuleset = (path: (id: string) => string, body?: object): Pick<Entry, "request" | "ids"> => ({
  request: async (world) => ({ path: path(await ruleset(world)), body }),
  ids: [inPath(path, body)],
});

/** An operation on a rule, whose path has two IDs; each is tried while the other is right. */
function onRule(body?: object): Pick<Entry, "request" | "ids"> {
  const path = (id: string, ruleId: string) => `/rulesets/${id}/rules/${ruleId}`;
  const of = async (world: World, id: string) => seedRule(world.org.org_id, world.unit.unit_id, id);
  const known = new Map<string, string>(); // a rule's id → its ruleset's
  const own = async (world: World) => {
    const id = await ruleset(world);
    const ruleId = await of(world, id);
    known.set(ruleId, id);
    return ruleId;
  };
  const request = async (world: World): Promise<Request> => {
    const ruleId = await own(world);
    return { path: path(known.get(ruleId) ?? "", ruleId), body };
  };
  const byRuleset = inPath((id) => path(id, "rule_none"), body);
  return {
    request,
    ids: [
      {
        ...byRuleset,
        request: async (world, id) => ({
          path: path(id, [...known].find(([, of]) => of === id)?.[0] ?? (await own(world))),
          body,
        }),
        own: async (world) => known.get(await own(world)) ?? "",
      },
      {
        at: "path ruleId",
        kind: "rule",
        request: async (world, id) => ({ path: path(known.get(id) ?? (await ruleset(world)), id), body }),
        own,
        otherwise: { status: 404, code: "rule_not_found" },
      },
    ],
  };
}

const byId = (id: string) => `/rulesets/${id}`;

/** Another OU with a ruleset, in which every member of the organization may change rules. */
async function source({ org }: World): Promise<string> {
  const { unit_id: id } = await seedUnit(org.org_id, fresh("Source"));
  await seedRuleset(org.org_id, id);
  await database()`insert into ou_memberships (org_id, unit_id, org_member_id, role)
    select org_id, ${id}, org_member_id, 'editor' from members where org_id = ${org.org_id}`;
  return id;
}

const copying = (unitId: string, from: string): Request => ({
  path: `/org-units/${unitId}/rulesets/copy`,
  body: { from_unit_id: from },
});

const copyEntry: Entry = {
  id: "copyRulesets",
  method: "POST",
  success: 200,
  request: async (world) => copying(world.unit.unit_id, await source(world)),
  refused: { ...refused, "no access": noUnit },
  ids: [
    {
      at: "path",
      kind: "unit",
      request: async (world, id) => copying(id, await source(world)),
      own: (world) => world.unit.unit_id,
      otherwise: noUnit,
    },
    {
      at: "body from_unit_id",
      kind: "unit",
      request: ({ unit }, id) => copying(unit.unit_id, id),
      own: source,
      otherwise: noUnit,
    },
  ],
  fields: { from_unit_id: { required: true, bad: [...nonStrings, ""] }, dry_run: flag },
};

export const rulesetEntries: Entry[] = [
  copyEntry,
  ...inUnit([
    { id: "listRulesets", method: "GET", success: 200, request: () => ({ path: "/rulesets" }) },
    {
      id: "createRuleset",
      method: "POST",
      success: 201,
      request: () => ({ path: "/rulesets", body: { name: "Website", kind: "engagement" } }),
      refused,
      fields: { name: nameField, kind, ...window, score_above: scoreAbove },
    },
    {
      id: "updateRuleset",
      method: "PUT",
      success: 200,
      ...onRuleset(byId, { name: "Renamed" }),
      refused,
      fields: { name: { ...nameField, required: false }, ...window, score_above: scoreAbove },
    },
    { id: "deleteRuleset", method: "DELETE", success: 204, ...onRuleset(byId), refused },
    {
      id: "previewRuleset",
      method: "POST",
      success: 200,
      ...onRuleset((id) => `${byId(id)}/preview`, { active: false }),
      refused,
      fields: { ...window, rules },
    },
    { id: "listRules", method: "GET", success: 200, ...onRuleset((id) => `${byId(id)}/rules`) },
    {
      id: "createRule",
      method: "POST",
      success: 201,
      ...onRuleset((id) => `${byId(id)}/rules`, ruleBody),
      refused,
      fields: rule,
    },
    {
      id: "updateRule",
      method: "PUT",
      success: 200,
      ...onRule({ ...ruleBody, weight: 7 }),
      refused,
      fields: ruleChange,
    },
    { id: "deleteRule", method: "DELETE", success: 204, ...onRule(), refused },
  ]),
];
