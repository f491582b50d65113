import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { mintToken, tokenHash } from "@/lib/auth/token";
import { provideEnv } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { owner } from "@/testing/database";
import { addServiceAccount, addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import { type Caller, type Entry, enter, type Presented } from "./enter";
import { createEntrance } from "./enter-together";
import type { Tx } from "./transaction";

provideEnv({ DATABASE_POOL_SIZE: "6" });

/** Where a write ran, and as whom. */
type Wrote = { asked: string; transaction: string; member: string; account: string; unit: string };

let org: TestOrganization;
let other: TestOrganization;
let elsewhere: string;

beforeAll(async () => {
  [org, other] = [await makeOrganization(), await makeOrganization()];
  elsewhere = await addUnit(org, "Elsewhere");
});

const asking = (presented: Presented, selectedUnitId: string): Entry => ({
  presented,
  share: "tests",
  selectedUnitId,
  locks: "member",
  isReading: false,
});
const entryOf = (token: string, selectedUnitId: string) =>
  asking({ kind: "token", hash: tokenHash(token) }, selectedUnitId);

async function write(tx: Tx, all: string[]): Promise<Wrote[]> {
  const [row] = await tx.execute<Omit<Wrote, "asked">>(sql`select pg_current_xact_id()::text as transaction,
    coalesce(current_setting('app.member_id', true), '') as member,
    coalesce(current_setting('app.secret_id', true), '') as account, current_setting('app.unit_id', true) as unit`);
  return all.map((asked) => ({ asked, ...(row as Omit<Wrote, "asked">) }));
}

const never = () => Promise.reject(new Error("went alone"));
const anyone = () => {};

test("requests of one caller in one OU share a transaction, and no others do", async () => {
  const enterTogether = createEntrance<string, Wrote>();
  const { actor, clientId, clientSecret } = await addServiceAccount(org, org.unitId);
  const client = { kind: "client", clientId, hash: tokenHash(clientSecret) } as const;
  const [member, account] = [org.admin.memberId, ""];
  const callers = [
    { entry: entryOf(org.token, org.unitId), as: { member, account, unit: org.unitId } },
    { entry: entryOf(other.token, other.unitId), as: { member: other.admin.memberId, account, unit: other.unitId } },
    { entry: entryOf(org.token, elsewhere), as: { member, account, unit: elsewhere } },
    { entry: asking(client, org.unitId), as: { member: "", account: actor.credential.id, unit: org.unitId } },
  ];
  const asked = [...callers, ...callers].map((caller, index) => ({ ...caller, name: `${index}` }));
  const wrote = await Promise.all(
    asked.map(({ entry, name }) => enterTogether(entry, { asked: name, admit: anyone }, write, never)),
  );
  expect(wrote.map(({ transaction, ...seen }) => seen)).toEqual(asked.map(({ as, name }) => ({ asked: name, ...as })));
  const transactions = wrote.map(({ transaction }) => transaction);
  expect(transactions.slice(4)).toEqual(transactions.slice(0, 4));
  expect(new Set(transactions).size).toBe(4);
});

test("the caller is admitted for each, after all have arrived; a refusal undoes what was written", async () => {
  const enterTogether = createEntrance<string, string>();
  const noted: Caller[] = [];
  const added = newId("lead");
  const adding = async (tx: Tx, all: string[]) => {
    await tx.execute(sql`insert into leads (org_id, unit_id, lead_id) values (${org.orgId}, ${org.unitId}, ${added})`);
    return all;
  };
  const leads = () => owner()`select lead_id from leads where lead_id = ${added}`;
  const refuse = (caller: Caller) => {
    noted.push(caller);
    throw new DomainError("forbidden");
  };
  const calls = ["a", "b"].map((asked) =>
    enterTogether(entryOf(org.token, org.unitId), { asked, admit: refuse }, adding, never),
  );
  for (const call of await Promise.allSettled(calls)) expect(call).toMatchObject({ reason: { code: "forbidden" } });
  expect(noted.map(({ actor }) => actor.orgId)).toEqual([org.orgId, org.orgId]);
  expect(await leads()).toEqual([]);
  expect(await enterTogether(entryOf(org.token, org.unitId), { asked: "c", admit: anyone }, adding, never)).toBe("c");
  expect(await leads()).toEqual([{ lead_id: added }]);
  const unknown = enterTogether(entryOf(mintToken(), org.unitId), { asked: "d", admit: anyone }, write as never, never);
  await expect(unknown).rejects.toMatchObject({ code: "unauthorized" });
});

test("a lock that somebody else holds delays only the request that needs it", async () => {
  const enterTogether = createEntrance<string, string>();
  const admit = anyone;
  const limits: unknown[] = [];
  const locking = async (tx: Tx, all: string[]) => {
    limits.push((await tx.execute(sql`show lock_timeout`))[0]?.lock_timeout);
    for (const key of all) await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${key}))`);
    return all;
  };
  const held = newId("evt");
  const entry = entryOf(org.token, org.unitId);
  let waited: Promise<string> | undefined;
  await owner().begin(async (holder) => {
    await holder`select pg_advisory_xact_lock(hashtext(${held}))`;
    const calls = ["free", held, "free too"].map((asked) =>
      enterTogether(entry, { asked, admit }, locking, () =>
        enter(entry, async ({ tx }) => (await locking(tx, [asked]))[0] as string),
      ),
    );
    waited = calls[1];
    expect(await Promise.all([calls[0], calls[2]])).toEqual(["free", "free too"]);
    const rest = enterTogether(entry, { asked: "later", admit }, locking, never);
    expect(await rest).toBe("later");
  });
  expect(await waited).toBe(held);
  expect(limits).toEqual(["50ms", "5s", "5s", "5s", "5s"]); // together, each alone, and the later one
});

test("if the write fails, every request fails", async () => {
  const enterTogether = createEntrance<string, string>();
  const failing = async (tx: Tx, all: string[]) => {
    await tx.execute(sql`select 1 / 0`);
    return all;
  };
  const calls = ["a", "b"].map((asked) =>
    enterTogether(entryOf(org.token, org.unitId), { asked, admit: anyone }, failing, never),
  );
  for (const call of await Promise.allSettled(calls)) expect(call.status).toBe("rejected");
});
