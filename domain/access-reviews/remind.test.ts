import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/domain/access/actor";
import { daysAfter } from "@/lib/timestamp";
import { makeTwoUnits } from "@/testing/access";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { asRequests } from "@/testing/requests";
import * as deciding from "./decide";
import { remindReviewers } from "./remind";
import * as starting from "./start-review";

const { startReview } = asRequests(starting);
const { keepRemaining } = asRequests(deciding);

let { org, unit, other } = {} as Awaited<ReturnType<typeof makeTwoUnits>>;
let { first, second, chief } = {} as Record<"first" | "second" | "chief", Actor>;
beforeAll(async () => {
  ({ org, unit, other } = await makeTwoUnits());
  first = await addMember(org, { units: { [unit]: "admin" } });
  second = await addMember(org, { units: { [unit]: "admin" } });
  chief = await addMember(org, { role: "admin" });
  for (const one of [unit, unit, other]) await addMember(org, { units: { [one]: "viewer" } });
});

type Told = { state: string; units: string[]; left: number };
/** What each person has been told, and forgets it. */
async function takeMails(): Promise<Record<string, Told[]>> {
  const rows = await owner()`delete from messages where org_id = ${org.orgId} returning org_member_id, kind, facts`;
  await owner()`delete from mail_budgets where org_id = ${org.orgId}`;
  expect(new Set(rows.map(({ kind }) => kind)).size).toBeLessThanOrEqual(1);
  const names = new Map([first, second, chief, org.admin].map(({ memberId }, index) => [memberId, `${index}`]));
  return Object.fromEntries(
    rows.map(({ org_member_id, facts }) => [
      ["first", "second", "chief", "starter"][Number(names.get(org_member_id))],
      facts.reviews.map(({ state, units, left }: Told) => ({ state, units, left })),
    ]),
  );
}
const start = async (days: number, unit_ids = [unit, other], more: object = {}) =>
  (await startReview(org.admin, { unit_ids, due_at: daysAfter(Date.now(), days), ...more })).parse().id;
const pass = (id: string, days: number) =>
  owner()`update access_reviews set due_at = due_at - make_interval(days => ${days}) where review_id = ${id}`;

test("each reviewer is told at the start, and org admins of what nobody else may decide", async () => {
  const id = await start(10);
  const three = [{ state: "started", units: ["EMEA"], left: 3 }];
  expect(await takeMails()).toEqual({
    first: three,
    second: three,
    chief: [{ ...three[0], units: ["Events"], left: 1 }],
  });
  const jobs = await owner()`select run_at from graphile_worker._private_jobs
    where key like ${`remind_reviewers/${org.orgId}/%`} order by run_at`;
  const [{ due_at: due } = { due_at: new Date() }] =
    await owner()`select due_at from access_reviews where review_id = ${id}`;
  expect(jobs.map(({ run_at }) => run_at)).toEqual([new Date(daysAfter(due.getTime(), -3)), due]);
  await owner()`delete from access_review_items where org_id = ${org.orgId}`;
  await owner()`delete from access_reviews where org_id = ${org.orgId}`;
});

test("whoever has something left is reminded three days before and when it is overdue, once, in one mail for all", async () => {
  const [one, another] = [await start(10), await start(10, [unit], { reviewers: [second.memberId] })];
  await takeMails();
  await remindReviewers(org.orgId);
  expect(await takeMails()).toEqual({});
  await Promise.all([pass(one, 7), pass(another, 10)]);
  await keepRemaining(first, one, 3);
  await remindReviewers(org.orgId);
  expect(await takeMails()).toEqual({
    second: [
      { state: "overdue", units: ["EMEA"], left: 3 },
      { state: "due_soon", units: ["EMEA"], left: 1 },
    ],
    chief: [
      { state: "overdue", units: ["EMEA"], left: 1 },
      { state: "due_soon", units: ["Events"], left: 1 },
    ],
    starter: [
      { state: "overdue", units: ["EMEA"], left: 1 },
      { state: "due_soon", units: ["Events"], left: 1 },
    ],
  });
  await Promise.all([remindReviewers(org.orgId), remindReviewers(org.orgId)]);
  expect(await takeMails()).toEqual({});
  await pass(one, 3);
  await Promise.all([remindReviewers(org.orgId), remindReviewers(org.orgId)]);
  const told = await takeMails();
  expect(Object.keys(told).sort()).toEqual(["chief", "second", "starter"]);
  expect(told.second).toEqual([{ state: "overdue", units: ["EMEA"], left: 1 }]);
});

test("a review that is due within three days is not announced twice, and a closed one not at all", async () => {
  const id = await start(2);
  await takeMails();
  await remindReviewers(org.orgId);
  expect(await takeMails()).toEqual({});
  await owner()`update access_reviews set closed_at = now(), due_at = now() where review_id = ${id}`;
  await remindReviewers(org.orgId);
  expect(await takeMails()).toEqual({});
});
