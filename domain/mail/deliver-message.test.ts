import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import * as membersOperations from "@/domain/members/operations";
import { linkUrl } from "@/lib/auth/account-link";
import { provideEnv } from "@/lib/env";
import { auditOf } from "@/testing/audit";
import { owner } from "@/testing/database";
import { makeOrganization, type TestOrganization } from "@/testing/organization";
import { age, queueInvitation, stateOf } from "@/testing/queued-mail";
import { asRequests } from "@/testing/requests";
import {
  acceptThenReset,
  type Behaviour,
  close,
  failure,
  garbage,
  hold,
  serverError,
  tooMany,
  unprocessable,
} from "@/testing/resend-behaviours";
import { linksIn, openResendStandIn, type ResendStandIn } from "@/testing/resend-stand-in";
import { deliverMessage } from "./deliver-message";
import { pauseOver } from "./send-pause";

const { removeMember } = asRequests(membersOperations);

let org: TestOrganization;
let standIn: ResendStandIn;

beforeAll(async () => {
  org = await makeOrganization("Northwind");
});
beforeEach(async () => {
  standIn = await openResendStandIn();
  provideEnv(standIn.env);
});
afterEach(async () => {
  standIn.release();
  await standIn.close();
  await pauseOver(new AbortController().signal); // it is the process's, and so the next test's
});

const queued = () => queueInvitation(org);

test("the mail of a suspended organization waits, without an attempt, and leaves once it has resumed", async () => {
  const message = await queued();
  const suspend = (isSuspended: boolean) =>
    owner()`update organizations set suspended_at = ${isSuspended ? owner()`now()` : null} where org_id = ${org.orgId}`;
  await suspend(true);
  await deliverMessage(message, "first");
  expect(await stateOf(message)).toMatchObject({ status: "queued", attempts: 0, due: 3600 });
  expect(standIn.calls).toEqual([]);
  await suspend(false);
  await deliverMessage(message, "first");
  expect(await stateOf(message)).toMatchObject({ status: "sent" });
});

test("a message is sent to its exact address with its link, key and tags, and marked as sent", async () => {
  const message = await queued();
  await deliverMessage(message, "first");
  const { orgId, messageId, to, linkId } = message;
  const [mail] = standIn.accepted;
  expect(mail).toMatchObject({ to: [to], from: standIn.env.MAIL_FROM, idempotencyKey: messageId });
  expect(mail?.tags).toEqual([
    { name: "org_id", value: orgId },
    { name: "message_id", value: messageId },
  ]);
  const url = linkUrl("invitation", linkId);
  expect(mail && linksIn(mail)).toContain(url);
  expect(mail?.text).toContain(url);
  const marked = { status: "sent", attempts: 1, reason: null, provider_message_id: mail?.id, has_sent: true };
  expect(await stateOf(message)).toMatchObject(marked);
  await deliverMessage(message, "again"); // the job was not yet removed when its worker died
  expect(standIn.calls).toHaveLength(1);
  expect(await stateOf(message)).toMatchObject(marked);
});

test.each<[string, Behaviour, string]>([
  ["a 500", serverError, "internal_server_error 500"],
  ["a broken connection", close, "no_answer"],
  ["garbage after acceptance", garbage, "no_answer"],
  ["a reset after acceptance", acceptThenReset, "no_answer"],
])("%s is noted, tried again within seconds, and makes one mail", async (_, behaviour, reason) => {
  const message = await queued();
  standIn.next(behaviour);
  await deliverMessage(message, "first");
  const state = await stateOf(message);
  expect(state).toMatchObject({ status: "queued", attempts: 1, reason, has_sent: false });
  expect(state.due).toBeGreaterThanOrEqual(1);
  expect(state.due).toBeLessThanOrEqual(5);
  await deliverMessage(message, "first");
  expect(await stateOf(message)).toMatchObject({ status: "sent", attempts: 2, reason: null });
  expect(standIn.mailsTo(message.to)).toHaveLength(1);
});

test("a message queued with low priority is retried with low priority", async () => {
  const [bulk, single] = [await queued(), await queued()];
  // As a worker that has fetched them finds them.
  await owner()`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a worker',
    priority = case key when ${bulk.messageId} then 10 else 0 end where key in (${bulk.messageId}, ${single.messageId})`;
  standIn.next(serverError, serverError, serverError);
  for (const message of [bulk, bulk, single]) await deliverMessage(message, "first");
  const jobs = await owner()`select key, priority from graphile_worker._private_jobs
    where key in (${bulk.messageId}, ${single.messageId})`;
  const priorities = Object.fromEntries(jobs.map(({ key, priority }) => [key, priority]));
  expect(priorities).toEqual({ [single.messageId]: 0, [bulk.messageId]: 10 });
});

test("a provider that refuses connections is retried", async () => {
  const message = await queued();
  await standIn.cut();
  await deliverMessage(message, "first");
  expect(await stateOf(message)).toMatchObject({ status: "queued", attempts: 1, reason: "no_answer" });
  await standIn.mend();
  await deliverMessage(message, "first");
  expect(await stateOf(message)).toMatchObject({ status: "sent", attempts: 2 });
});

test("a 4xx is final, and says why", async () => {
  const message = await queued();
  standIn.next(unprocessable);
  await deliverMessage(message, "first");
  const failed = { status: "failed", attempts: 1, reason: "validation_error 422", has_failed: true };
  expect(await stateOf(message)).toMatchObject(failed);
  await deliverMessage(message, "first");
  expect(standIn.calls).toHaveLength(1);
});

test("after a 429 nothing is sent until the provider's Retry-After has passed", async () => {
  const [first, other] = [await queued(), await queued()];
  standIn.next(tooMany(2));
  await deliverMessage(first, "first");
  const refused = { status: "queued", attempts: 1, reason: "rate_limit_exceeded 429", due: 2 };
  expect(await stateOf(first)).toMatchObject(refused);
  await deliverMessage(other, "first");
  expect(standIn.calls).toHaveLength(1);
  const postponed = await stateOf(other);
  expect(postponed).toMatchObject({ status: "queued", attempts: 0, reason: null });
  expect(postponed.due).toBeGreaterThan(0);
  expect(postponed.due).toBeLessThanOrEqual(2);
  await pauseOver(new AbortController().signal);
  await deliverMessage(other, "first");
  expect(await stateOf(other)).toMatchObject({ status: "sent" });
});

test("a message fails if its next attempt would come more than a day after it was queued", async () => {
  const [young, old] = [await queued(), await queued()];
  await Promise.all([age(young, 18), age(old, 20)]);
  standIn.always(failure(503, "internal_server_error", { "Retry-After": "18000" }));
  await deliverMessage(young, "first");
  const reason = "internal_server_error 503";
  expect(await stateOf(young)).toMatchObject({ status: "queued", reason, attempts: 1, due: 18_000 });
  await deliverMessage(old, "first");
  expect(await stateOf(old)).toMatchObject({ status: "failed", reason: `given_up: ${reason}`, has_failed: true });
});

test("a late message is sent, but not one whose earlier attempt may have succeeded", async () => {
  const [late, cutOff] = [await queued(), await queued()];
  await Promise.all([age(late, 48), age(cutOff, 48)]);
  await deliverMessage(late, "first");
  expect(await stateOf(late)).toMatchObject({ status: "sent" });
  await deliverMessage(cutOff, "again");
  expect(await stateOf(cutOff)).toMatchObject({ status: "failed", reason: "given_up: interrupted", attempts: 0 });
  expect(standIn.calls).toHaveLength(1);
});

test("a message whose runs were all interrupted is given up", async () => {
  const message = await queued();
  await deliverMessage(message, "last");
  expect(await stateOf(message)).toMatchObject({ status: "failed", reason: "given_up: interrupted", has_failed: true });
  const status = { field: "status", before: "queued", after: "failed" };
  const reason = { field: "reason", before: null, after: "given_up: interrupted" };
  expect(await auditOf(message, message.messageId)).toMatchObject([
    { action: "mail.given_up", actor: { kind: "system", id: null }, changes: [status, reason] },
  ]);
  expect(standIn.calls).toHaveLength(0);
});

test.each(["used_at = now()", "revoked_at = now()", "expires_at = now()"])(
  "nothing is sent of a link that has ended: %s",
  async (end) => {
    const message = await queued();
    await owner()`update account_links set ${owner().unsafe(end)} where link_id = ${message.linkId}`;
    await deliverMessage(message, "first");
    expect(await stateOf(message)).toMatchObject({ status: "failed", reason: "link_ended" });
    expect(standIn.calls).toHaveLength(0);
  },
);

test("nothing is sent for a removed member", async () => {
  const message = await queued();
  await removeMember(org.admin, message.memberId);
  await deliverMessage(message, "first");
  expect(standIn.calls).toHaveLength(0);
});

test.each(["facts = '[]'", "facts = '{}'", "kind = 'gossip'", "link_id = null"])(
  "a stored mail that cannot be read fails at once: %s",
  async (damage) => {
    const message = await queued();
    await owner()`update messages set ${owner().unsafe(damage)} where message_id = ${message.messageId}`;
    await deliverMessage(message, "first");
    expect(await stateOf(message)).toMatchObject({ status: "failed", reason: "unreadable_message" });
    expect(standIn.calls).toHaveLength(0);
  },
);

test("without a provider the message is kept", async () => {
  const message = await queued();
  provideEnv({ RESEND_API_KEY: "", MAIL_FROM: "" });
  await deliverMessage(message, "first");
  expect(await stateOf(message)).toMatchObject({ status: "kept", attempts: 0, reason: null, has_sent: false });
  expect(standIn.calls).toHaveLength(0);
});

test("two parallel runs of one message send one mail", async () => {
  const message = await queued();
  standIn.next(hold);
  const first = deliverMessage(message, "first");
  await expect.poll(() => standIn.heldCount()).toBe(1);
  await deliverMessage(message, "again"); // the provider is still at the first
  expect(await stateOf(message)).toMatchObject({ status: "queued", reason: "concurrent_idempotent_requests 409" });
  standIn.release();
  await first;
  expect(await stateOf(message)).toMatchObject({ status: "sent", reason: null });
  await deliverMessage(message, "again"); // the job that the second run has left
  expect(standIn.accepted).toHaveLength(1);
});
