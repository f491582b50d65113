import assert from "node:assert/strict";
import { ApiClient } from "@/e2e/api-client";
import type { OrgUnit } from "@/e2e/api-shapes";
import { expect, test } from "@/e2e/fixtures";
import {
  applicationUrl,
  database,
  type Organization,
  type Person,
  seedMember,
  seedOrganization,
  seedUnit,
} from "@/e2e/seed";
import { type Server, startApiHost } from "@/e2e/servers";

const REQUESTS = 2_400;
const AT_ONCE = 16;

/** An OU with data, all of which contains the OU's name. */
type FilledUnit = { unitId: string; name: string; leadId: string; rulesetId: string };
type Side = { org: Organization; mark: string; units: [FilledUnit, FilledUnit]; callers: Person[]; client: ApiClient };

async function fillUnit(client: ApiClient, name: string, unitId: string): Promise<FilledUnit> {
  const headers = { "X-Active-OU-ID": unitId };
  const send = async <T>(path: string, body: object) => (await client.send<T>("POST", path, { headers, body })).json;
  const { id: rulesetId } = await send<{ id: string }>("/rulesets", { name: `${name} rules`, kind: "engagement" });
  await send(`/rulesets/${rulesetId}/rules`, { event_type: `${name} seen`, weight: 5 });
  const { lead_id: leadId } = await send<{ lead_id: string }>("/leads", {
    owner_name: `${name} owner`,
    aliases: [{ alias_kind: "external_id", raw_value: `${name} first` }],
  });
  return { unitId, name, leadId, rulesetId };
}

async function seedSide(mark: string, url: string, contract: ApiClient["contract"]): Promise<Side> {
  const org = await seedOrganization(mark);
  const client = new ApiClient(url, contract);
  const seeded = [await seedUnit(org.org_id, `${mark} unit`), await seedUnit(org.org_id, `${mark} annex`)] as const;
  const fill = ({ name, unit_id }: (typeof seeded)[number]) => fillUnit(client.as(org.admin), name, unit_id);
  const units: Side["units"] = [await fill(seeded[0]), await fill(seeded[1])];
  const roles = { [seeded[0].unit_id]: "editor", [seeded[1].unit_id]: "editor" } as const;
  return { org, mark, units, callers: [org.admin, await seedMember(org.org_id, "viewer", roles)], client };
}

type Asked = { status: number; text: string; headers: Headers; unit?: FilledUnit };

/** A side's n-th request about its organization: reads, writes, and requests refused for the other side's IDs. */
function askOrganization(index: number, own: Side, other: Side, signal: AbortSignal): Promise<Asked> {
  const caller = own.client.as(own.callers[index % 2]);
  const [{ unitId }, { unitId: foreign }] = [own.units[0], other.units[0]];
  const requests = [
    () => caller.send("GET", "/org-units", { signal }),
    () => caller.send("GET", "/members", { signal }),
    () => caller.send("GET", "/me", { signal, headers: { "X-Active-OU-ID": unitId } }),
    () => caller.send("POST", "/org-units/active", { signal, body: { ouId: unitId } }),
    () => caller.send("GET", `/org-units/${foreign}`, { signal }),
    () => caller.send("POST", "/org-units/active", { signal, body: { ouId: foreign } }),
    () => caller.send("PUT", `/org-units/${foreign}`, { signal, body: { name: `${own.mark} thief` } }),
    () => caller.send("POST", "/org-units", { signal, body: { name: `${own.mark} ${index % 40}` } }),
    () => caller.send("GET", `/members/${other.org.admin.org_member_id}`, { signal }),
    () =>
      caller.send("PUT", `/org-units/${unitId}/memberships/${other.callers[1]?.org_member_id}`, {
        signal,
        body: { role: "admin" },
      }),
    () => caller.send("GET", "/settings/tokens", { signal }),
  ];
  return (requests[index % requests.length] as (typeof requests)[number])();
}

/** A side's n-th request in one of its OUs: reads, writes, failing writes, and requests refused for another OU's IDs. */
async function askUnit(index: number, own: Side, other: Side, signal: AbortSignal): Promise<Asked> {
  const caller = own.client.as(own.callers[index % 2]);
  const [unit, sibling] = index % 4 < 2 ? own.units : own.units.toReversed();
  const beyond = index % 3 === 0 ? other.units[0] : sibling;
  if (!unit || !beyond) throw new Error("a side has two OUs");
  const inUnit = { signal, headers: { "X-Active-OU-ID": unit.unitId } };
  const post = (path: string, body: object) => () => caller.send("POST", path, { ...inUnit, body });
  const get = (path: string, headers: Record<string, string> = inUnit.headers) => {
    return () => caller.send("GET", path, { signal, headers });
  };
  const alias = (name: string) => [{ alias_kind: "external_id", raw_value: `${unit.name} ${name}` }];
  const event = { event_type: `${unit.name} seen` };
  const requests = [
    post("/ingest", { ...event, aliases: alias(`visitor ${index % 20}`) }),
    post("/ingest", [
      { ...event, lead_id: unit.leadId },
      { ...event, lead_id: beyond.leadId },
    ]),
    post("/ingest", { ...event, lead_id: beyond.leadId }),
    get("/leads?limit=200"),
    get("/leads?search=owner&sort=created_at"),
    get("/top-leads?limit=200"),
    get("/rulesets"),
    get(`/rulesets/${beyond.rulesetId}/rules`),
    post("/leads", { owner_name: `${unit.name} owner`, aliases: alias(`lead ${index}`) }),
    post("/leads", { owner_name: `${unit.name} owner`, aliases: alias("first") }), // fails in the middle of the statement
    get(`/leads/${beyond.leadId}`),
    get("/leads", { "X-Active-OU-ID": other.units[1].unitId }),
  ];
  return { ...(await (requests[(index >> 2) % requests.length] as (typeof requests)[number])()), unit };
}

/** What an answer must not contain: data of the other organization, or of the side's other OU. */
function foreignTo({ units }: Side, other: Side, unit: FilledUnit | undefined): string[] {
  const { org, mark } = other;
  const sibling = unit && units.find((one) => one !== unit);
  return [
    ...[mark, org.org_id, org.defaultUnit.unit_id, org.admin.email],
    ...other.units.flatMap(({ unitId, leadId, rulesetId }) => [unitId, leadId, rulesetId]),
    ...(sibling ? [sibling.name, sibling.unitId, sibling.leadId, sibling.rulesetId] : []),
  ];
}

test("2,400 alternating requests of two organizations on two connections reveal no foreign row", async ({
  contract,
}) => {
  test.setTimeout(180_000);
  const server: Server = await startApiHost({ DATABASE_URL: applicationUrl(), DATABASE_POOL_SIZE: "2" });
  try {
    const sides = [
      await seedSide("Aardvark", server.url, contract),
      await seedSide("Zebra", server.url, contract),
    ] as const;
    const statuses: Record<string, number> = {};
    let next = 0;
    const worker = async () => {
      for (let index = next++; index < REQUESTS; index = next++) {
        const [own, other] = index % 2 === 0 ? sides : ([sides[1], sides[0]] as const);
        const [turn, ask] = [index >> 2, index % 4 < 2 ? askOrganization : askUnit];
        const aborted = new AbortController();
        if (turn % 7 === 0) setTimeout(() => aborted.abort(), turn % 5);
        const answer = await ask(turn, own, other, aborted.signal).catch((error: Error) => {
          if (error.name === "AbortError") return undefined;
          throw error;
        });
        const status = answer?.status ?? "aborted";
        const kind = ask === askUnit ? "in an OU" : "in the organization";
        statuses[`${status} ${kind}`] = (statuses[`${status} ${kind}`] ?? 0) + 1;
        for (const foreign of foreignTo(own, other, answer?.unit)) {
          if (answer?.text.includes(foreign)) throw new Error(`${own.mark} was shown ${foreign}: ${answer.text}`);
        }
        const active = answer?.headers.get("x-active-ou-id");
        if (answer?.unit && active) assert.equal(active, answer.unit.unitId, "X-Active-OU-ID");
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    test.info().annotations.push({ type: "answers", description: JSON.stringify(statuses) });
    expect(Object.keys(statuses)).toEqual(
      expect.arrayContaining([
        ...["200", "201", "204", "403", "404", "409", "aborted"].map((status) => `${status} in the organization`),
        ...["200", "201", "202", "403", "404", "409", "aborted"].map((status) => `${status} in an OU`),
      ]),
    );
    await expectApart(sides);
  } finally {
    await server.stop();
  }
});

/** Checks that nothing was written to the wrong organization or OU: in each one's lists, and by the OU's name in every row. */
async function expectApart(sides: readonly Side[]): Promise<void> {
  for (const { client, org } of sides) {
    const list = await client.as(org.admin).get<OrgUnit[]>("/org-units");
    expect(
      list.json.every(({ name, org_id }) => org_id === org.org_id && /^(Default|\w+ (unit|annex|\d+))$/.test(name)),
    ).toBe(true);
  }
  const ids = sides.map(({ org }) => org.org_id);
  const crossed = await database()`select from org_units u join organizations o using (org_id)
    where o.org_id = any(${ids}) and not u.is_default and u.name not like o.name || '%'`;
  expect(crossed.length).toBe(0);
  const misplaced = await database()`with named as (
      select org_id, unit_id, owner_name as name from leads where owner_name is not null
      union all select org_id, unit_id, raw_value from lead_aliases
      union all select org_id, unit_id, event_type from events
      union all select org_id, unit_id, event_type from lead_event_counts)
    select n.name, u.name as unit from named n join org_units u using (org_id, unit_id)
     where org_id = any(${ids}) and n.name not like u.name || ' %'`;
  expect([...misplaced]).toEqual([]);
  const [kept] = await database()`select count(distinct unit_id)::int as units from events where org_id = any(${ids})`;
  expect(kept?.units).toBe(4);
}
