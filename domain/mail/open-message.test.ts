import { afterEach, beforeAll, expect, test } from "vitest";
import { linkIdOf } from "@/lib/auth/account-link";
import { appUrl, noteEmbedded, provideEnv } from "@/lib/env";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { goodPassword, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests, createMember } from "@/testing/requests";
import * as findMessage from "./open-message";

const { openMessage } = asRequests(findMessage);

const provider = { RESEND_API_KEY: "re_test", MAIL_FROM: "Acme <no-reply@acme.test>" };
const noProvider = { RESEND_API_KEY: "", MAIL_FROM: "" };

let org: TestOrganization;
let messageId: string;
let memberId: string;

beforeAll(async () => {
  org = await makeOrganization("Northwind");
  const grace = { first_name: "Grace", last_name: "Hopper", email: "grace@acme.test", role: "viewer" as const };
  ({ memberId } = await createMember(org.admin, { ...grace, password: goodPassword }));
  const [row] = await owner()`select message_id from messages where org_member_id = ${memberId}`;
  messageId = row?.message_id;
});
afterEach(async () => {
  provideEnv(noProvider);
  noteEmbedded(false);
  await owner()`update messages set status = 'queued' where message_id = ${messageId}`;
});

const open = async () => {
  const opened = await openMessage(org.admin, messageId);
  if (!opened?.mail) throw new Error("the message cannot be opened");
  return { ...opened, words: JSON.stringify(opened) };
};
const tokenIn = (text: string) => /\/invitation\/([\w.-]+)/.exec(text)?.[1];

test("with the embedded database and no provider the mail is shown with its real link", async () => {
  noteEmbedded(true);
  for (const status of ["queued", "kept"]) {
    await owner()`update messages set status = ${status} where message_id = ${messageId}`;
    const { mail, link, member, message } = await open();
    expect([link, member, message.org_member_id]).toEqual(["shown", "Grace Hopper", memberId]);
    expect(mail?.subject).toBe("You are invited to Northwind");
    const token = tokenIn(mail?.text ?? "") ?? "";
    expect(mail?.html).toContain(`${appUrl()}/invitation/${token}`);
    const [row] = await owner()`select link_id from messages where message_id = ${messageId}`;
    expect(linkIdOf("invitation", token)).toBe(row?.link_id);
  }
});

test.each(["used_at", "revoked_at", "expires_at"])(
  "a link that has ended is not shown as working: %s",
  async (column) => {
    noteEmbedded(true);
    const [before] = await owner()`select l.* from account_links l join messages m using (org_id, link_id)
    where m.message_id = ${messageId}`;
    const set = (at: Date | null) =>
      owner()`update account_links set ${owner()({ [column]: at })} where link_id = ${before?.link_id}`;
    await set(new Date());
    expect((await open()).link).toBe("ended");
    await set(before?.[column]);
    expect((await open()).link).toBe("shown");
  },
);

test.each([
  ["with a database of one's own", {}, false, "kept"],
  ["with a provider", provider, true, "queued"],
  ["with both", provider, false, "sent"],
  ["when a provider has sent it before", {}, true, "sent"],
  ["when the recipient may have it", {}, true, "delivered"],
])("the link is withheld %s, and nothing of it is anywhere", async (_when, settings, embedded, status) => {
  provideEnv(settings);
  noteEmbedded(embedded);
  await owner()`update messages set status = ${status} where message_id = ${messageId}`;
  const { link, words, mail } = await open();
  expect(link).toBe("withheld");
  expect(words).not.toContain("/invitation/");
  expect(words).not.toContain("lnk_");
  expect(mail?.text).toContain("withheld");
});

test("no environment variable makes a database embedded", async () => {
  process.env.leadvibeDatabaseIsEmbedded = "true";
  provideEnv({});
  expect((await open()).link).toBe("withheld");
  delete process.env.leadvibeDatabaseIsEmbedded;
});

test("a mail without a link says so, and one that cannot be rendered does not fail", async () => {
  const made = async (id: string, kind: string, facts: object) => {
    await owner()`insert into messages (org_id, message_id, org_member_id, kind, to_address, facts)
      values (${org.orgId}, ${id}, ${memberId}, ${kind}, 'grace@acme.test', ${JSON.stringify(facts)}::text::jsonb)`;
    return openMessage(org.admin, id);
  };
  const facts = { first_name: "Grace", organization: "Northwind", at: "2026-11-21T12:00:00Z" };
  const plain = await made(`msg_plain_${org.orgId}`, "password_changed", facts);
  expect([plain?.link, plain?.mail?.subject]).toEqual(["none", "Your password for Northwind was changed"]);
  const broken = await made(`msg_broken_${org.orgId}`, "password_changed", {});
  expect([broken?.link, broken?.mail]).toEqual(["none", null]);
});

test("only the admins of its organization can open a message", async () => {
  const other = await makeOrganization("Other");
  expect(await openMessage(other.admin, messageId)).toBeNull();
  expect(await openMessage(await addMember(org, { role: "editor" }), messageId)).toBeNull();
  expect(await openMessage(org.admin, "msg_nothing")).toBeNull();
});
