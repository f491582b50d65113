import { eq, type SQL, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { scopedReader } from "@/domain/access/reader";
import { mintToken, tokenHash } from "@/lib/auth/token";
import { provideEnv } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { owner } from "@/testing/database";
import { addServiceAccount, addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import type { Caller, Presented } from "./enter";
import { enterAndRead } from "./enter-and-read";
import { orgUnits } from "./schema/org-units";

provideEnv({ DATABASE_POOL_SIZE: "2" });

let org: TestOrganization;
let other: TestOrganization;
let credentials: Record<"token" | "session" | "client", Presented>;

const ofToken = (token: string): Presented => ({ kind: "token", hash: tokenHash(token) });

beforeAll(async () => {
  [org, other] = [await makeOrganization(), await makeOrganization()];
  const secret = newId("ses");
  await owner()`insert into sessions (org_id, session_id, org_member_id, session_hash, expires_at)
    values (${org.orgId}, ${newId("ses")}, ${org.admin.memberId}, ${tokenHash(secret)}, now() + interval '1 day')`;
  const account = await addServiceAccount(org, org.unitId);
  credentials = {
    token: ofToken(org.token),
    session: { kind: "session", hash: tokenHash(secret) },
    client: { kind: "client", clientId: account.clientId, hash: tokenHash(account.clientSecret) },
  };
});

const anyone = () => {};
const ask = (presented: Presented, statement: SQL, selectedUnitId?: string, admit: (caller: Caller) => void = anyone) =>
  enterAndRead({ presented, share: "tests", selectedUnitId }, admit, async (tx) => [...(await tx.execute(statement))]);

// Each would see an empty setting if it ran before the statement has entered.
const settings = sql`current_setting('app.unit_ids', true) as units, current_setting('app.unit_org_id', true) as org,
  current_setting('app.unit_id', true) as unit`;
const shapes: Record<string, SQL> = {
  "settings alone": sql`select ${settings}`,
  "a kept expression": sql`with kept as materialized (select ${settings}) select * from kept`,
  "sub-selects": sql`select (select units from (select ${settings}) s) as units, (select org from (select ${settings}) s) as org,
    (select current_setting('app.unit_id', true)) as unit`,
  "a table": sql`select ${settings} from rulesets right join (values (1)) one on true
    where coalesce(rulesets.unit_id, current_setting('app.unit_id', true)) = current_setting('app.unit_id', true)`,
};

test.each(Object.keys(shapes))("%s: a statement is begun after it has entered, whatever its plan", async (shape) => {
  for (const presented of Object.values(credentials)) {
    for (let turn = 0; turn < 7; turn += 1) {
      const seen = await ask(presented, shapes[shape] as SQL, org.unitId);
      const units = presented.kind === "client" ? org.unitId : "";
      expect(seen, presented.kind).toEqual([{ units, org: org.orgId, unit: org.unitId }]);
    }
  }
});

// Fails as soon as it runs; the planner cannot know that.
const trap = sql`select 1 / (random() * 0)::int as trap`;
const traps = [
  trap,
  sql`with kept as materialized (${trap}) select * from kept`,
  sql`select trap, u.* from (${trap}) t, org_units u`,
];

test("nothing is read for an unknown credential, or without access to the selected OU", async () => {
  const foreign = await addUnit(other, "Theirs");
  for (const statement of traps) {
    await expect(ask(credentials.token, statement)).rejects.toMatchObject({ code: "22012" });
    const unknown = ask(ofToken(mintToken()), statement);
    await expect(unknown).rejects.toMatchObject({ code: "unauthorized" });
    let found: Caller | undefined;
    const note = (caller: Caller) => {
      found = caller;
    };
    expect(await ask(credentials.token, statement, foreign, note)).toEqual([]);
    expect(found).toMatchObject({ actor: { orgId: org.orgId }, unit: null, selectedUnitId: foreign });
  }
});

test("a statement shows the caller's rows only", async () => {
  const rows = await ask(
    credentials.token,
    sql`select org_id from org_units where org_id in (${org.orgId}, ${other.orgId})`,
  );
  expect(rows).toEqual([{ org_id: org.orgId }]);
});

test("no row, one of nulls, and several are told apart, and columns may have the names of the caller's", async () => {
  const values = (rows: SQL) => sql`select * from (values ${rows}) v(role, org_id)`;
  expect(await ask(credentials.token, sql`${values(sql`(1, 2)`)} where false`)).toEqual([]);
  expect(await ask(credentials.token, values(sql`(null::int, null::int)`))).toEqual([{ role: null, org_id: null }]);
  const [first, second] = [
    { role: 1, org_id: 2 },
    { role: 3, org_id: 4 },
  ];
  expect(await ask(credentials.token, values(sql`(1, 2), (3, 4)`))).toEqual([first, second]);
});

test("a query that Drizzle builds works like a template", async () => {
  const entry = { presented: credentials.session, share: "tests", selectedUnitId: undefined };
  const { unitId, orgId } = orgUnits;
  const read = enterAndRead(entry, anyone, (tx) =>
    tx.select({ unit: unitId, org: orgId }).from(orgUnits).where(eq(orgId, scopedReader.orgId)),
  );
  expect(await read).toEqual([{ unit: org.unitId, org: org.orgId }]);
});

const refuse = () => {
  throw new DomainError("forbidden");
};

test("a caller who is refused gets no row, even if nobody waits for it", async () => {
  await expect(ask(credentials.token, sql`select 1`, undefined, refuse)).rejects.toMatchObject({ code: "forbidden" });
  const entry = { presented: credentials.token, share: "tests" };
  const careless = enterAndRead(entry, refuse, async (tx) => {
    void tx.execute(sql`select 1`).then(undefined, anyone);
  });
  await expect(careless).rejects.toMatchObject({ code: "forbidden" });
});

test("who asks is judged before what they ask for", async () => {
  const asks = (presented: Presented, admit: (caller: Caller) => void) =>
    enterAndRead({ presented, share: "tests" }, admit, () => Promise.reject(new DomainError("invalid_content")));
  await expect(asks(ofToken(mintToken()), anyone)).rejects.toMatchObject({ code: "unauthorized" });
  await expect(asks(credentials.token, refuse)).rejects.toMatchObject({ code: "forbidden" });
  await expect(asks(credentials.token, anyone)).rejects.toMatchObject({ code: "invalid_content" });
});

test("each statement enters by itself, so an access that has ended reads nothing more", async () => {
  const { token } = await makeOrganization();
  const entry = { presented: ofToken(token), share: "tests" };
  const reading = enterAndRead(entry, anyone, async (tx) => {
    await tx.execute(sql`select 1`);
    await owner()`delete from personal_access_tokens where token_hash = ${tokenHash(token)}`;
    return tx.execute(sql`select 1`);
  });
  await expect(reading).rejects.toMatchObject({ code: "unauthorized" });
});
