import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as behaviours from "@/testing/resend-behaviours";
import { failure, tooMany } from "@/testing/resend-behaviours";
import { openResendStandIn, type ResendStandIn } from "@/testing/resend-stand-in";
import { ConfigError, provideEnv } from "./env";
import { type Outcome, type OutgoingMail, sendMail } from "./mailer";

const NONE = { RESEND_API_KEY: "", MAIL_FROM: "", RESEND_BASE_URL: "", RESEND_WEBHOOK_SECRET: "" };
const HOUR_SECONDS = 3600;
let standIn: ResendStandIn;

beforeEach(async () => {
  standIn = await openResendStandIn();
  provideEnv(standIn.env);
});
afterEach(async () => {
  provideEnv(NONE);
  await standIn.close();
});

const mailTo = (to: string, more: Partial<OutgoingMail> = {}): OutgoingMail => ({
  from: standIn.env.MAIL_FROM,
  to,
  subject: "You are invited to Acme",
  html: '<a href="http://localhost/invitation/secret">Choose your password</a>',
  text: "Choose your password: http://localhost/invitation/secret",
  idempotencyKey: "msg_1",
  tags: [{ name: "message_id", value: "msg_1" }],
  ...more,
});
const send = (more: Partial<OutgoingMail> = {}) => sendMail(mailTo("ada@example.com", more));

const answer = (status: number, body: string, headers = {}) => ({ kind: "answer" as const, status, body, headers });
const later = (reason: string, more: object = {}): Outcome => ({ kind: "later", reason, slowsQueue: false, ...more });

describe("an accepted mail", () => {
  test("goes to exactly its recipient, as it was written", async () => {
    const outcome = await send();
    const { idempotencyKey, ...written } = mailTo("ada@example.com");
    expect(standIn.accepted).toEqual([{ ...written, to: ["ada@example.com"], idempotencyKey, id: expect.anything() }]);
    expect(outcome).toEqual({ kind: "sent", providerId: standIn.accepted[0]?.id });
  });

  test("is one mail, however often it is sent", async () => {
    const first = await send();
    expect(await send()).toEqual(first);
    expect(standIn.accepted).toHaveLength(1);
    await send({ idempotencyKey: "msg_2" });
    expect(standIn.accepted).toHaveLength(2);
  });

  test.each([
    ["whose answer was lost", behaviours.acceptThenReset],
    ["whose answer was garbage", behaviours.garbage],
  ])("%s is tried again, and is one mail", async (_, behaviour) => {
    standIn.next(behaviour);
    expect(await send()).toEqual(later("no_answer"));
    expect(await send()).toEqual({ kind: "sent", providerId: standIn.accepted[0]?.id });
    expect(standIn.accepted).toHaveLength(1);
  });

  test("that has another text the second time stays sent, under an unknown id", async () => {
    standIn.next(behaviours.acceptThenReset);
    await send();
    expect(await send({ subject: "Another subject" })).toEqual({ kind: "sent", providerId: null });
    expect(standIn.accepted.map(({ subject }) => subject)).toEqual(["You are invited to Acme"]);
  });

  test("that is being accepted for another caller is tried again later", async () => {
    standIn.next(behaviours.hold);
    const first = send();
    await vi.waitUntil(() => standIn.heldCount() === 1, { timeout: 15_000 });
    expect(await send()).toEqual(later("concurrent_idempotent_requests 409"));
    standIn.release();
    expect(await first).toMatchObject({ kind: "sent" });
    expect(standIn.accepted).toHaveLength(1);
  });
});

describe("a mail that is not accepted", () => {
  test.each([
    ["500", behaviours.serverError, later("internal_server_error 500")],
    ["a broken connection", behaviours.close, later("no_answer")],
    ["422", behaviours.unprocessable, { kind: "refused", reason: "validation_error 422" }],
    [
      "a code of 422 that is not known",
      failure(422, "ada@example.com"),
      { kind: "refused", reason: "unknown_error 422" },
    ],
    ["a key that is refused", failure(401, "validation_error"), later("validation_error 401", { slowsQueue: true })],
    ["a domain not verified", failure(403, "validation_error"), later("validation_error 403", { slowsQueue: true })],
    ["429", failure(429, "rate_limit_exceeded"), later("rate_limit_exceeded 429", { slowsQueue: true })],
    ["429 for 7 s", tooMany(7), later("rate_limit_exceeded 429", { slowsQueue: true, afterSeconds: 7 })],
    ["429 for a year", tooMany(365 * 24 * HOUR_SECONDS), expect.objectContaining({ afterSeconds: 24 * HOUR_SECONDS })],
    ["429 until a time gone by", tooMany(new Date(0)), expect.objectContaining({ afterSeconds: 0 })],
    [
      "503 for 30 s",
      failure(503, "application_error", { "Retry-After": "30" }),
      expect.objectContaining({ afterSeconds: 30 }),
    ],
    [
      "429 for a word",
      failure(429, "daily_quota_exceeded", { "Retry-After": "soon" }),
      later("daily_quota_exceeded 429", { slowsQueue: true }),
    ],
    ["200 without an id", answer(200, "{}"), later("unreadable_answer")],
    ["200 with an id that is none", answer(200, '{"id":7}'), later("unreadable_answer")],
    ["200 with null", answer(200, "null"), later("unreadable_answer")],
    ["500 with null", answer(500, "null"), later("unreadable_answer")],
    ["a proxy's 502 in HTML", answer(502, "<html>re_stand_in</html>"), later("application_error 502")],
    ["a proxy's 502 in JSON", answer(502, '{"error":"re_stand_in"}'), later("unreadable_answer")],
    ["a proxy's 404 in HTML", answer(404, "<html></html>"), later("application_error 404")],
  ])("for %s is refused or tried later, with a reason that repeats nothing", async (_, behaviour, expected) => {
    standIn.always(behaviour);
    const outcome = await send();
    expect(outcome).toEqual(expected);
    expect(JSON.stringify(outcome)).not.toMatch(new RegExp(`${standIn.key}|re_|@|http|secret`));
    expect(standIn.accepted).toEqual([]);
  });

  test("is tried again at the time that a 429 names", async () => {
    standIn.always(tooMany(new Date(Date.now() + HOUR_SECONDS * 1000)));
    const outcome = await send();
    const afterSeconds = outcome.kind === "later" ? outcome.afterSeconds : undefined;
    expect(afterSeconds).toBeGreaterThan(0);
    expect(afterSeconds).toBeLessThanOrEqual(HOUR_SECONDS);
  });

  test.each([
    [200, later("no_answer")],
    [500, later("application_error 500")],
    [422, later("application_error 422")],
  ])("for an answer of %i without end is tried later, and the answer is not read on", async (status, expected) => {
    standIn.next(behaviours.endless(status));
    expect(await send()).toEqual(expected);
    await vi.waitUntil(() => standIn.streamed.length === 1, { timeout: 5_000 });
    expect(standIn.streamed[0]).toBeLessThan(16_000_000); // what the two ends' buffers take beside the 64 kB
  });

  test("whose answer arrives too slowly is tried later, once its time is over", async () => {
    standIn.next({ kind: "endless", status: 200, everyMs: 20 });
    const begun = performance.now();
    expect(await sendMail(mailTo("ada@example.com"), { timeoutSeconds: 0.2 })).toEqual(later("timeout"));
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  test("is tried later when the provider is down", async () => {
    await standIn.cut();
    expect(await send()).toEqual(later("no_answer"));
    await standIn.mend();
    expect(await send()).toMatchObject({ kind: "sent" });
  });

  test("without an answer for ten seconds is tried later", async () => {
    const timeouts = vi.spyOn(AbortSignal, "timeout");
    standIn.next(behaviours.accept, behaviours.hang);
    await send();
    expect(timeouts).toHaveBeenCalledExactlyOnceWith(10_000);
    timeouts.mockRestore();
    expect(await sendMail(mailTo("ada@example.com"), { timeoutSeconds: 0.1 })).toEqual(later("timeout"));
  });
});

describe("a recipient", () => {
  test.each([
    "ada@example.com\r\nBcc: eve@example.com",
    "ada@example.com\n",
    "ada@example.com,eve@example.com",
    "ada@example.com;eve@example.com",
    "ada@example.com eve@example.com",
    "eve@example.com <ada@example.com>",
    "<ada@example.com>",
    '"ada"@example.com',
    "ada@example.com (eve)",
    "ada＠example.com",
    "ada@example。com",
    "ada@ｅxample.com",
    "ada@[127.0.0.1]",
    "ada@example",
    "ada@@example.com",
    ".ada@example.com",
    `ada@${"example.".repeat(40)}com`,
    "",
  ])("with an address that is not plain gets nothing: %j", async (address) => {
    expect(await sendMail(mailTo(address))).toEqual({ kind: "refused", reason: "address_not_plain" });
    expect(standIn.calls).toEqual([]);
  });

  test("at a domain beyond ASCII is mailed by its A-labels", async () => {
    await sendMail(mailTo("Ada@exämple.com"));
    expect(standIn.mailsTo("Ada@xn--exmple-cua.com")).toHaveLength(1);
  });

  test.each(["o'brien+leads@mail.example.com", "A.B_c-1@x-y.example", "x@1.example"])(
    "that is plain gets it: %s",
    async (to) => {
      expect(await sendMail(mailTo(to))).toMatchObject({ kind: "sent" });
      expect(standIn.mailsTo(to)).toHaveLength(1);
    },
  );
});

test("a subject of two lines is never sent", async () => {
  expect(await send({ subject: "Hello\r\nBcc: eve@example.com" })).toMatchObject({ kind: "refused" });
  expect(standIn.calls).toEqual([]);
});

test("the client prints nothing, whatever the environment says", async () => {
  vi.stubEnv("RESEND_DEBUG", "true");
  const written = vi.spyOn(console, "error").mockImplementation(() => {});
  for (const behaviour of [behaviours.unprocessable, behaviours.serverError, behaviours.close]) {
    standIn.next(behaviour);
    await send();
  }
  vi.unstubAllEnvs();
  expect(standIn.calls).toHaveLength(3);
  expect(written).not.toHaveBeenCalled();
  written.mockRestore();
});

test("without an API key a mail cannot be sent", async () => {
  provideEnv(NONE);
  await expect(send()).rejects.toThrow(ConfigError);
});
