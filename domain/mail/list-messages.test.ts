import { beforeAll, expect, test } from "vitest";
import { mails } from "@/emails/mail";
import { newId } from "@/lib/ids";
import { type MessageStatus, messageStatuses } from "@/lib/message-status";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import * as messageLists from "./list-messages";
import * as threadLists from "./list-threads";
import { MessageList, messageKinds, messageListQuery } from "./schema";

const { listMessages, pageMessages } = asRequests(messageLists);
const { pageThreads } = asRequests(threadLists);

let org: TestOrganization;
let ids: string[];

/** Messages at one moment, oldest first by their ids, with these statuses. */
async function addMessages(
  { orgId, admin }: TestOrganization,
  statuses: MessageStatus[],
  memberId = admin.memberId,
): Promise<string[]> {
  const rows = statuses.map((status) => ({ id: newId("msg"), status }));
  await owner()`insert into messages (org_id, message_id, org_member_id, kind, to_address, facts, status, reason, created_at)
    select ${orgId}, id, ${memberId}, 'password_changed', 'ada@acme.test', '{"first_name": "secret"}', status, 'timeout',
           '2026-11-21T12:00:00.5Z' from json_to_recordset(${JSON.stringify(rows)}::text::json) as made (id text, status text)`;
  return rows.map(({ id }) => id);
}

beforeAll(async () => {
  const other = await makeOrganization("Other");
  await addMessages(other, ["sent"]);
  org = await makeOrganization();
  ids = await addMessages(org, [...messageStatuses, ...messageStatuses, "queued"]);
});

test("every page size visits each message once, newest first, both ways, and none of another organization", async () => {
  const whole = (await listMessages(org.admin)).parse();
  expect(whole.map((message) => message.message_id)).toEqual(ids.toReversed());
  for (const limit of [1, 4, 15, 200]) {
    const seen: string[] = [];
    let page = await pageMessages(org.admin, { limit });
    for (;;) {
      seen.push(...page.items.parse().map((message) => message.message_id));
      if (!page.next) break;
      const next = await pageMessages(org.admin, { limit, cursor: page.next });
      expect((await pageMessages(org.admin, { limit, cursor: next.previous ?? "" })).items).toEqual(page.items);
      page = next;
    }
    expect(seen).toEqual(ids.toReversed());
  }
});

test("each person who was sent mail is listed once, with their latest message, at every page size", async () => {
  const own = await makeOrganization();
  const grace = await addMember(own, {});
  const mine = await addMessages(own, ["sent", "bounced", "failed", "delivered"]);
  const hers = await addMessages(own, ["sent", "queued"], grace.memberId);
  const expected = [
    [hers[1], "queued", 2, 0],
    [mine[3], "delivered", 4, 2],
  ];
  const seen = ({ items }: Awaited<ReturnType<typeof pageThreads>>) =>
    items.parse().map(({ latest, count, undelivered }) => [latest.message_id, latest.status, count, undelivered]);
  const whole = await pageThreads(own.admin, {});
  expect(seen(whole)).toEqual(expected);
  expect(whole.items.parse().map(({ name }) => name)).toEqual(["Grace Hopper", "Ada Lovelace"]);
  const first = await pageThreads(own.admin, { limit: 1 });
  expect(first.total).toBe(2);
  const second = await pageThreads(own.admin, { limit: 1, cursor: first.next ?? "" });
  expect([...seen(first), ...seen(second)]).toEqual(expected);
  expect(seen(await pageThreads(own.admin, { limit: 1, cursor: second.previous ?? "" }))).toEqual(seen(first));
  expect((await pageThreads(grace, {})).total).toBe(0); // not an org admin
});

test("the filters by status and by member", async () => {
  for (const status of messageStatuses) {
    const page = await pageMessages(org.admin, { status });
    expect(page.total).toBe(status === "queued" ? 3 : 2);
    expect(new Set(page.items.parse().map((message) => message.status))).toEqual(new Set([status]));
  }
  expect((await pageMessages(org.admin, { org_member_id: org.admin.memberId })).total).toBe(ids.length);
  expect((await pageMessages(org.admin, { org_member_id: "mem_nobody" })).total).toBe(0);
});

test("messages have the documented shape, without the mail's text", async () => {
  const text = (await listMessages(org.admin)).text;
  expect(MessageList.parse(JSON.parse(text))[0]).toEqual(JSON.parse(text)[0]);
  expect(text).not.toMatch(/facts|link|secret|provider/);
  expect(JSON.parse(text)[0]).toMatchObject({
    to: "ada@acme.test",
    reason: "timeout",
    created_at: "2026-11-21T12:00:00Z",
  });
});

test("row-level security shows messages to org admins only", async () => {
  const editor = await addMember(org, { role: "editor", units: { [org.unitId]: "admin" } });
  expect((await pageMessages(editor, {})).total).toBe(0);
});

test("invalid parameters in a page's address are ignored", async () => {
  const { next } = await pageMessages(org.admin, { limit: 1 });
  expect(messageListQuery({ status: "bounced", cursor: next ?? "", other: "x" })).toEqual({
    status: "bounced",
    cursor: next,
  });
  expect(messageListQuery({ status: "lost", cursor: "nonsense", limit: "0" })).toEqual({});
});

test("the schema lists every kind of mail", () => {
  expect([...messageKinds].sort()).toEqual(Object.keys(mails).sort());
});
