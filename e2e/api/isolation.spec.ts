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

type Side = { org: Organization; mark: string; unitId: string; callers: Person[]; client: ApiClient };

async function seedSide(mark: string, url: string, contract: ApiClient["contract"]): Promise<Side> {
  const org = await seedOrganization(mark);
  const unit = await seedUnit(org.org_id, `${mark} unit`);
  const callers = [org.admin, await seedMember(org.org_id, "viewer", { [unit.unit_id]: "editor" })];
  return { org, mark, unitId: unit.unit_id, callers, client: new ApiClient(url, contract) };
}

/** The n-th request of a side: reads, writes, and one that is refused for the other side's ids. */
async function ask(index: number, own: Side, other: Side): Promise<{ status: number; text: string }> {
  const caller = own.client.as(own.callers[index % 2]);
  const aborted = new AbortController();
  if (index % 7 === 0) setTimeout(() => aborted.abort(), index % 5);
  const { signal } = aborted;
  const requests = [
    () => caller.send("GET", "/org-units", { signal }),
    () => caller.send("GET", "/members", { signal }),
    () => caller.send("GET", "/me", { signal, headers: { "X-Active-OU-ID": own.unitId } }),
    () => caller.send("POST", "/org-units/active", { signal, body: { ouId: own.unitId } }),
    () => caller.send("GET", `/org-units/${other.unitId}`, { signal }),
    () => caller.send("POST", "/org-units/active", { signal, body: { ouId: other.unitId } }),
    () => caller.send("PUT", `/org-units/${other.unitId}`, { signal, body: { name: `${own.mark} thief` } }),
    () => caller.send("POST", "/org-units", { signal, body: { name: `${own.mark} ${index % 40}` } }),
    () => caller.send("GET", `/members/${other.org.admin.org_member_id}`, { signal }),
    () =>
      caller.send("PUT", `/org-units/${own.unitId}/memberships/${other.callers[1]?.org_member_id}`, {
        signal,
        body: { role: "admin" },
      }),
    () => caller.send("GET", "/settings/tokens", { signal }),
  ];
  return (requests[index % requests.length] as (typeof requests)[number])();
}

test("2,400 alternating requests of two organizations on two connections show no foreign row", async ({ contract }) => {
  test.setTimeout(120_000);
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
        const answer = await ask(index >> 1, own, other).catch((error: Error) => {
          if (error.name === "AbortError") return undefined;
          throw error;
        });
        const status = answer?.status ?? "aborted";
        statuses[status] = (statuses[status] ?? 0) + 1;
        for (const foreign of [other.mark, other.org.org_id, other.org.defaultUnit.unit_id, other.org.admin.email]) {
          if (answer?.text.includes(foreign)) throw new Error(`${own.mark} was shown ${foreign}: ${answer.text}`);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    test.info().annotations.push({ type: "answers", description: JSON.stringify(statuses) });
    expect(Object.keys(statuses)).toEqual(
      expect.arrayContaining(["200", "201", "204", "403", "404", "409", "aborted"]),
    );
    for (const side of sides) {
      const list = await side.client.as(side.org.admin).get<OrgUnit[]>("/org-units");
      expect(
        list.json.every(({ name, org_id }) => org_id === side.org.org_id && /^(Default|\w+ (unit|\d+))$/.test(name)),
      ).toBe(true);
    }
    const crossed = await database()`select from org_units u join organizations o using (org_id)
      where o.name in ('Aardvark', 'Zebra') and not u.is_default and u.name not like o.name || '%'`;
    expect(crossed.length).toBe(0);
  } finally {
    await server.stop();
  }
});
