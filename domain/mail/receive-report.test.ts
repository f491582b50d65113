import { afterAll, beforeAll, expect, test } from "vitest";
import { POST } from "@/app/(api)/webhooks/resend/route";
import { withScope } from "@/db/scope";
import { provideEnv } from "@/lib/env";
import { newId } from "@/lib/ids";
import { actionsOf, auditOf } from "@/testing/audit";
import { owner } from "@/testing/database";
import { makeOrganization, type TestOrganization } from "@/testing/organization";
import { openResendStandIn, type ResendStandIn } from "@/testing/resend-stand-in";
import { type EventType, eventOf, type SignedEvent, signBody } from "@/testing/resend-webhook";
import { deliverMessage } from "./deliver-message";
import { queueMail } from "./queue-mail";

let org: TestOrganization;
let standIn: ResendStandIn;

beforeAll(async () => {
  org = await makeOrganization("Northwind");
  standIn = await openResendStandIn();
  provideEnv(standIn.env);
});
afterAll(() => standIn.close());

/** Calls the webhook; the answer's status, and the code of a refusal. */
async function call({ headers, body }: SignedEvent): Promise<string> {
  const request = new Request("http://localhost/webhooks/resend", { method: "POST", headers, body });
  const { status, text } = await POST.finish(request, {});
  return text === null ? String(status) : `${status} ${JSON.parse(String(text)).code}`;
}

async function queued(): Promise<string> {
  const facts = { at: "2026-11-21T21:50:00Z" };
  await withScope(org.admin, (tx) =>
    queueMail(tx, org.admin, { kind: "password_changed", memberId: org.admin.memberId, facts }),
  );
  const [row] =
    await owner()`select message_id from messages where org_id = ${org.orgId} order by message_id desc limit 1`;
  return row?.message_id;
}

/** A message that the provider has taken, as the provider knows it. */
async function sent() {
  const messageId = await queued();
  await deliverMessage({ orgId: org.orgId, messageId }, "first");
  const mail = standIn.accepted.find(({ idempotencyKey }) => idempotencyKey === messageId);
  if (!mail) throw new Error("it was not sent");
  return { messageId, mail };
}

async function stateOf(messageId: string) {
  const [row] = await owner()`
    select status, reason, provider_message_id, sent_at, delivered_at, bounced_at, complained_at, failed_at
      from messages where message_id = ${messageId}`;
  return row;
}
const event = (mail: Parameters<typeof eventOf>[0], type: EventType, happenedAt?: Date) =>
  eventOf(mail, type, standIn.webhookSecret, happenedAt ? { happenedAt } : {});
const deliveries = async (id = "") => (await owner()`select from webhook_deliveries where delivery_id = ${id}`).length;

test.each<[EventType[], string]>([
  [["email.sent", "email.delivered", "email.complained"], "complained"],
  [["email.delivered", "email.sent"], "delivered"],
  [["email.complained", "email.delivered", "email.sent"], "complained"],
  [["email.bounced", "email.delivered", "email.sent"], "bounced"],
  [["email.delivered", "email.bounced"], "bounced"],
  [["email.delivery_delayed"], "sent"],
])("a message moves forward only: %j leaves it %s", async (types, status) => {
  const { messageId, mail } = await sent();
  for (const type of types) expect(await call(event(mail, type))).toBe("204");
  expect(await stateOf(messageId)).toMatchObject({ status, provider_message_id: mail.id });
  const noted = ["bounced", "complained"].includes(status) ? [`mail.${status}`] : [];
  expect(await actionsOf(org, messageId), "what is no news leaves no entry").toEqual(noted);
});

test("a report records when it happened, once, and the kind of a bounce", async () => {
  const { messageId, mail } = await sent();
  const [deliveredAt, bouncedAt] = [new Date("2026-11-21T10:00:00Z"), new Date("2026-11-21T11:00:00Z")];
  await call(event(mail, "email.bounced", bouncedAt));
  await call(event(mail, "email.delivered", deliveredAt));
  await call(event(mail, "email.delivered"));
  const reached = { delivered_at: deliveredAt, bounced_at: bouncedAt, complained_at: null };
  expect(await stateOf(messageId)).toMatchObject({ ...reached, reason: "bounce_permanent" });
  expect(await auditOf(org, messageId)).toMatchObject([
    {
      action: "mail.bounced",
      actor: { kind: "system" },
      personal: { name: org.email },
      request_id: expect.stringMatching(/^req_/),
    },
  ]);
});

test("a report that arrives before our own update wins", async () => {
  const messageId = await queued();
  const tags = Object.entries({ org_id: org.orgId, message_id: messageId }).map(([name, value]) => ({ name, value }));
  const early = { id: "known first by the report", from: "", to: [], subject: "", html: "", text: "", tags };
  expect(await call(event({ ...early, idempotencyKey: messageId }, "email.delivered"))).toBe("204");
  await deliverMessage({ orgId: org.orgId, messageId }, "again"); // it is no longer queued
  expect(await stateOf(messageId)).toMatchObject({ status: "delivered", provider_message_id: early.id });
  expect(standIn.accepted.map(({ idempotencyKey }) => idempotencyKey)).not.toContain(messageId);
});

test("a report overrides a message that was given up", async () => {
  const { messageId, mail } = await sent();
  await owner()`update messages set status = 'failed', reason = 'given_up: timeout', failed_at = now() where message_id = ${messageId}`;
  await call(event(mail, "email.delivered"));
  expect(await stateOf(messageId)).toMatchObject({ status: "delivered", reason: null, failed_at: null });
});

test("a replayed delivery is refused, even with a new signature, and changes nothing", async () => {
  const { messageId, mail } = await sent();
  const first = event(mail, "email.sent");
  expect(await Promise.all([call(first), call(first), call(first)]).then((all) => all.sort())).toEqual([
    "204",
    "409 delivery_repeated",
    "409 delivery_repeated",
  ]);
  const id = first.headers["svix-id"] ?? "";
  expect(await call(eventOf(mail, "email.bounced", standIn.webhookSecret, { id }))).toBe("409 delivery_repeated");
  expect(await stateOf(messageId)).toMatchObject({ status: "sent", bounced_at: null });
});

test("a delivery whose transaction failed may be repeated", async () => {
  const { messageId, mail } = await sent();
  const report = event(mail, "email.delivered");
  const answer = await owner().begin(async (holding) => {
    await holding`select from messages where message_id = ${messageId} for update`;
    const [self] = await holding`select pg_backend_pid() as pid`;
    const answering = call(report);
    const cutOff = () => owner()`
      select pg_terminate_backend(pid) from pg_stat_activity where ${self?.pid}::int = any(pg_blocking_pids(pid))`;
    await expect.poll(async () => (await cutOff()).length).toBe(1);
    return answering;
  });
  expect(answer).toBe("503 database_unavailable");
  expect(await deliveries(report.headers["svix-id"])).toBe(0);
  expect(await call(report)).toBe("204");
  expect(await stateOf(messageId)).toMatchObject({ status: "delivered" });
});

test("a delivery without a valid, current signature of its body is refused and changes nothing", async () => {
  const { messageId, mail } = await sent();
  const good = event(mail, "email.bounced");
  const minutes = (count: number) => new Date(Date.now() + count * 60_000);
  const forged = [
    eventOf(mail, "email.bounced", `whsec_${Buffer.from("another secret, of some length").toString("base64")}`),
    { ...good, body: `${good.body} ` },
    { ...good, headers: { ...good.headers, "svix-id": "another" } },
    { ...good, headers: { ...good.headers, "svix-signature": "v1,AAAA" } },
    { ...good, headers: { "content-type": "application/json" } },
    eventOf(mail, "email.bounced", standIn.webhookSecret, { at: minutes(-6) }),
    eventOf(mail, "email.bounced", standIn.webhookSecret, { at: minutes(6) }),
  ];
  for (const one of forged) expect(await call(one)).toBe("403 signature_not_valid");
  expect(await stateOf(messageId)).toMatchObject({ status: "sent", bounced_at: null });
  expect(await call(good)).toBe("204");
});

test("a signed body that cannot be read is refused and not recorded as a delivery", async () => {
  for (const [body, answer] of [
    ["{", "400 malformed_body"],
    ['"x"', "400 invalid_content"],
    ["{}", "400 invalid_content"],
    ['{"type":"email.sent","created_at":"x","data":{"email_id":"a\\u0000b"}}', "400 invalid_content"],
  ] as const) {
    const signed = signBody(standIn.webhookSecret, body);
    expect(await call(signed)).toBe(answer);
    expect(await deliveries(signed.headers["svix-id"])).toBe(0);
  }
  const text = signBody(standIn.webhookSecret, "{}");
  expect(await call({ ...text, headers: { ...text.headers, "content-type": "text/plain" } })).toBe(
    "415 unsupported_media_type",
  );
});

test("a report about another sender's mail, or a removed member's, is accepted and changes nothing", async () => {
  const { mail } = await sent();
  const tagged = (tags: { name: string; value: string }[]) => event({ ...mail, tags }, "email.delivered");
  const unknown = { name: "message_id", value: newId("msg") };
  const [orgTag] = mail.tags;
  for (const one of [tagged([]), tagged([unknown]), tagged([{ name: "org_id", value: "a\0b" }, unknown])]) {
    expect(await call(one)).toBe("204");
    expect(await call(one)).toBe("409 delivery_repeated");
  }
  expect(orgTag && (await call(tagged([orgTag, unknown])))).toBe("204");
});

test("a report cannot change another organization's message", async () => {
  const { messageId, mail } = await sent();
  const other = await makeOrganization("Other");
  const tags = [
    { name: "org_id", value: other.orgId },
    { name: "message_id", value: messageId },
  ];
  expect(await call(event({ ...mail, tags }, "email.bounced"))).toBe("204");
  expect(await stateOf(messageId)).toMatchObject({ status: "sent" });
});

test("without a secret the path is not found", async () => {
  const { mail } = await sent();
  const signed = event(mail, "email.delivered");
  provideEnv({ RESEND_WEBHOOK_SECRET: "" });
  try {
    expect(await call(signed)).toBe("404 not_found");
  } finally {
    provideEnv(standIn.env);
  }
});

test("a new delivery deletes old ones", async () => {
  const { mail } = await sent();
  const report = event(mail, "email.sent");
  await call(report);
  const id = report.headers["svix-id"] ?? "";
  await owner()`update webhook_deliveries set received_at = now() - interval '25 hours' where delivery_id = ${id}`;
  await call(event(mail, "email.delivered"));
  expect(await deliveries(id)).toBe(0);
});
