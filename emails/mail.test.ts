import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ZodError } from "zod";
import { appUrl, provideEnv } from "@/lib/env";
import { type Mail, type MailKind, mails, readMail, renderMail } from "./mail";

const APP_URL = "https://admin.acme.example";
const LINK = `${APP_URL}/reset-password/lnk_${"0".repeat(32)}.${"A-_b".repeat(10)}xyz`;
const kinds = Object.keys(mails) as MailKind[];
const linkedKinds = kinds.filter((kind) => mails[kind].linked);

beforeAll(() => provideEnv({ APP_URL }));
afterAll(() => provideEnv({ APP_URL: "" }));

const mailOf = (kind: MailKind, facts: object = mails[kind].preview, link = mails[kind].linked ? LINK : undefined) =>
  ({ kind, facts, ...(link === undefined ? {} : { link }) }) as Mail;

const hrefsOf = (html: string) => [...html.matchAll(/\shref="([^"]*)"/g)].map(([, href]) => href);
const tagsOf = (html: string) => html.match(/<[^>]*>/g);
const shownIn = (html: string) => html.replace(/<style>.*?<\/style>|<[^>]*>/gs, "");

const hrefs: Record<MailKind, string[]> = {
  invitation: [LINK, LINK],
  password_reset: [LINK, LINK],
  password_changed: [`${APP_URL}/forgot-password`],
  email_confirmation: [LINK, LINK],
  email_changed: [`${APP_URL}/sign-in`],
  new_sign_in: [`${APP_URL}/forgot-password`, `${APP_URL}/dashboard/account/sessions`],
  access_ending: [],
  access_review: [`${APP_URL}/dashboard/access-reviews`, `${APP_URL}/dashboard/access-reviews`],
  granted_access_ending: [`${APP_URL}/dashboard`, `${APP_URL}/dashboard`],
  several_ous_granted: [`${APP_URL}/dashboard`, `${APP_URL}/dashboard`],
  ou_access_granted: [`${APP_URL}/dashboard`, `${APP_URL}/dashboard`],
  audit_checkpoint: [],
  webhook_disabled: [],
  notices: [`${APP_URL}/forgot-password`, `${APP_URL}/dashboard/account/sessions`],
};

const hostile = [
  "<script>alert(1)</script>",
  `"><img src=x onerror='alert(1)'> & </title></style>`,
  "Ada\r\nBcc: eve@evil.example\r\n\r\nHello",
  "Ada\u2028Eve\u0085\0\u001b[31m",
  "👩‍👩‍👧‍👦".repeat(20),
  "\u202emoc.live\u202c עברית العربية \u2067x",
  "x".repeat(100),
  "Ｗide．ｅｖｉｌ．ｅｘａｍｐｌｅ＠ｆｕｌｌ",
  "http://evil.example/a?b=c or evil。example",
  "half a pair: \ud83d",
  "{{first_name}} $& $1 %0d%0a =?utf-8?q?=0d=0a?=",
];
const fixed = new Set([
  "role",
  "at",
  "expires_at",
  "kind",
  "state",
  "left",
  "due_at",
  "left_out",
  "checkpoint",
  "reason",
]);

/** The preview's facts, with every text in them replaced. */
function factsWith(kind: MailKind, text: string): object {
  const withText = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(withText);
    if (typeof value !== "object" || value === null) return text;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fixed.has(key) ? one : withText(one)]));
  };
  return withText(mails[kind].preview) as object;
}

describe.each(kinds)("%s", (kind) => {
  test("has a one-line subject and only the expected links", async () => {
    const { subject, html, text } = await renderMail(mailOf(kind));
    expect(subject).toMatch(/^[ -~]{10,78}$/);
    expect(html).toContain(`<title>${subject}</title>`);
    expect(hrefsOf(html)).toEqual(hrefs[kind]);
    expect([...new Set(text.match(/https?:\/\/[^\s,]*[^\s,.]/g))]).toEqual([...new Set([...hrefs[kind], appUrl()])]);
  });

  test.each(hostile)("shows %j only as a name", async (name) => {
    const [plain, mail] = await Promise.all([
      renderMail(mailOf(kind)),
      renderMail(mailOf(kind, factsWith(kind, name))),
    ]);
    expect(mail.subject).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+$/u);
    expect([...mail.subject].length).toBeLessThanOrEqual(160);
    expect(tagsOf(mail.html)).toHaveLength(tagsOf(plain.html)?.length ?? 0);
    const opening = (html: string) => tagsOf(html)?.filter((tag) => !/^<\/?(bdi|!--)/.test(tag));
    expect(opening(mail.html)).toEqual(opening(plain.html));
    expect(mail.text.split("\n")).toHaveLength(plain.text.split("\n").length);
    for (const words of [mail.text, shownIn(mail.html), mail.subject]) {
      expect(words).not.toMatch(/evil[.。．]example|:\/\/evil|[\u202a-\u202e\u2066-\u2069]|(?!\n)\p{Cc}/u);
      expect(words.isWellFormed()).toBe(true);
    }
  });

  test("renders to the same bytes each time", async () => {
    const names = "Zoë <b> 👩‍👩‍👧‍👦";
    const [first, second] = await Promise.all([1, 2].map(() => renderMail(mailOf(kind, factsWith(kind, names)))));
    expect(second).toEqual(first);
  });

  test("loads nothing, and says who sent it, why, and what to do if it is unexpected", async () => {
    const { html, text } = await renderMail(mailOf(kind));
    expect(html).not.toMatch(/<(img|link|script|iframe|object)\b|\ssrc=|url\(|@import/i);
    expect(html).toMatch(/^<!DOCTYPE html.*?<html dir="ltr" lang="en">/s);
    expect(text).toMatch(/LeadVibe Admin sent you this e-mail for Acme because .*\n$/);
    expect(text).toMatch(/If (it was not you|you did not expect this), /);
    expect(text).not.toMatch(/<|undefined|null|\[object|UTC UTC/);
  });

  test("refuses facts of another shape", async () => {
    await expect(renderMail(mailOf(kind, { first_name: "Ada" }))).rejects.toThrow(ZodError);
    expect(() => readMail(kind, {})).toThrow(ZodError);
    expect(readMail(kind, mails[kind].preview)).toEqual({ kind, facts: mails[kind].preview });
  });
});

describe("a secret link", () => {
  test.each(linkedKinds)("of %s can be withheld", async (kind) => {
    const { html, text } = await renderMail({ kind, facts: mails[kind].preview } as Mail);
    expect(hrefsOf(html)).toEqual([]);
    for (const words of [shownIn(html), text]) expect(words).toContain("the link is withheld");
  });

  test.each([
    "https://evil.example/reset-password/x",
    `${APP_URL}.evil.example/x`,
    "javascript:alert(1)",
    `//${APP_URL}/x`,
    APP_URL,
  ])("must be below APP_URL, not %s", async (link) => {
    await expect(renderMail(mailOf("invitation", undefined, link))).rejects.toThrow("below APP_URL");
  });

  test("is refused in a mail that has none", async () => {
    await expect(renderMail(mailOf("password_changed", undefined, LINK))).rejects.toThrow("below APP_URL");
  });
});

describe("words", () => {
  const facts = { first_name: "Ada", organization: "Acme", at: "2026-01-05T23:30:00+02:00" };
  const textOf = async (mail: Mail) => (await renderMail(mail)).text;

  test("give times in UTC", async () => {
    expect(await textOf({ kind: "password_changed", facts })).toContain("on 5 January 2026 at 21:30 UTC.");
  });

  test("omit unknown facts", async () => {
    const signIn = { ...facts, device: "Firefox on Linux", ip: null };
    expect(await textOf({ kind: "new_sign_in", facts: signIn })).toContain("21:30 UTC: Firefox on Linux.");
    const invited = { ...mails.invitation.preview, inviter: null };
    expect(await textOf({ kind: "invitation", facts: invited })).toContain("An admin has invited you to Acme");
    const granted = { ...mails.ou_access_granted.preview, granted_by: null };
    expect(await textOf({ kind: "ou_access_granted", facts: granted })).toContain("An admin has given you access");
  });

  test("repeat addresses exactly", async () => {
    const [ip, email] = ["2001:db8::7.8.9.10", "o'brien+x@mail.example.com"];
    expect(await textOf({ kind: "new_sign_in", facts: { ...facts, device: "x", ip } })).toContain(`address ${ip}.`);
    const changed = { ...facts, old_email: email, new_email: "b@c.example" };
    expect(await textOf({ kind: "email_changed", facts: changed })).toContain(`from ${email} to b@c.example on`);
  });

  test("a name that looks like a host does not become a link", async () => {
    expect(await textOf({ kind: "password_changed", facts: { ...facts, first_name: "evil.com" } })).toContain(
      "evil.\u200ccom",
    );
    expect(URL.canParse("http://evil.com")).toBe(true);
    expect(URL.canParse("http://evil.\u200ccom")).toBe(false);
  });

  test("a long name is cut in the subject but not in the body", async () => {
    const organization = "Long ".repeat(20).trim();
    const { subject, text } = await renderMail({ kind: "password_changed", facts: { ...facts, organization } });
    expect(subject).toMatch(/^Your password for (Long )+.*… was changed$/);
    expect(subject.length).toBeLessThanOrEqual(78);
    expect(text).toContain(`your account at ${organization} was changed`);
  });
});

test("an unknown kind of mail is refused", () => {
  for (const kind of ["newsletter", "constructor"]) expect(() => readMail(kind, {})).toThrow("There is no mail");
});
