import {
  type Organization,
  type Person,
  seedLead,
  seedRule,
  seedRuleset,
  seedSecret,
  seedSessionId,
  seedTokenId,
  type Unit,
} from "./seed";
import { seedAccessChange, seedAccessReview, seedView, seedWebhookDelivery, seedWebhookEndpoint } from "./seed-history";

/** What a caller has no access to: an OU of their organization that is only for org admins, and another organization. */
export type Surroundings = {
  org: Organization;
  closedUnit: Unit;
  foreign: { org: Organization; unit: Unit; member: Person };
  /** A new member of the organization, a viewer in the world's `unit`. */
  member(): Promise<Person>;
};

type KindOfId = {
  prefix: string;
  /** IDs of existing rows that the caller cannot reach while the world's `unit` is the active OU. */
  unreachable: (surroundings: Surroundings, caller: Person) => Promise<string[]> | string[];
};

/** A kind of row that belongs to an OU; `seed` makes one. */
function ofUnit(prefix: string, seed: (orgId: string, unitId: string) => Promise<string>): KindOfId {
  const unreachable = ({ org, closedUnit, foreign }: Surroundings) =>
    Promise.all([seed(org.org_id, closedUnit.unit_id), seed(foreign.org.org_id, foreign.unit.unit_id)]);
  return { prefix, unreachable };
}

/** A kind of row that belongs to a member. */
function ofMember(prefix: string, seed: (orgId: string, memberId: string) => Promise<string>): KindOfId {
  const unreachable = async ({ org, foreign, member }: Surroundings) => [
    await seed(org.org_id, (await member()).org_member_id),
    await seed(foreign.org.org_id, foreign.member.org_member_id),
  ];
  return { prefix, unreachable };
}

/** Access reviews of another organization's OU and, unless an org admin asks, of an OU out of reach. */
function reviewsBeyond({ org, foreign, closedUnit }: Surroundings, { role }: Person) {
  const elsewhere = [
    { org: foreign.org, unit: foreign.unit },
    ...(role === "admin" ? [] : [{ org, unit: closedUnit }]),
  ];
  return Promise.all(elsewhere.map((one) => seedAccessReview(one.org.org_id, one.unit.unit_id)));
}

/** The kinds of IDs in requests. A kind that belongs to an OU needs one line here, with a function that seeds a row. */
export const kinds = {
  unit: {
    prefix: "unit",
    unreachable({ foreign, closedUnit }, caller) {
      const foreignUnits = [foreign.unit.unit_id, foreign.org.defaultUnit.unit_id];
      return caller.role === "admin" ? foreignUnits : [...foreignUnits, closedUnit.unit_id];
    },
  },
  member: {
    prefix: "mem",
    unreachable: ({ foreign }) => [foreign.member.org_member_id, foreign.org.admin.org_member_id],
  },
  change: {
    prefix: "chg",
    async unreachable({ org, foreign, closedUnit }, caller) {
      const elsewhere = await seedAccessChange(foreign.org.org_id, foreign.unit.unit_id);
      return caller.role === "admin"
        ? [elsewhere]
        : [elsewhere, await seedAccessChange(org.org_id, closedUnit.unit_id)];
    },
  },
  review: { prefix: "rev", unreachable: async (...around) => (await reviewsBeyond(...around)).map(({ id }) => id) },
  reviewItem: {
    prefix: "rvi",
    unreachable: async (...around) => (await reviewsBeyond(...around)).map(({ itemId }) => itemId),
  },
  webhookEndpoint: {
    prefix: "whe",
    unreachable: async ({ foreign }) => [await seedWebhookEndpoint(foreign.org.org_id)],
  },
  webhookDelivery: {
    prefix: "whd",
    unreachable: async ({ foreign }) => [await seedWebhookDelivery(foreign.org.org_id)],
  },
  token: ofMember("tok", seedTokenId),
  view: ofMember("view", seedView),
  session: ofMember("ses", seedSessionId),
  secret: ofUnit("sec", async (orgId, unitId) => (await seedSecret(orgId, unitId)).secret_id),
  lead: ofUnit("lead", seedLead),
  ruleset: ofUnit("rset", seedRuleset),
  rule: ofUnit("rule", (orgId, unitId) => seedRule(orgId, unitId)),
} satisfies Record<string, KindOfId>;

export type Kind = keyof typeof kinds;
