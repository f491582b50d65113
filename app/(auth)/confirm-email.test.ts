import { beforeEach, expect, test } from "vitest";
import { GET as readMe } from "@/app/(api)/me/route";
import { openAccountLink } from "@/domain/account/open-account-link";
import { linkToken } from "@/lib/auth/account-link";
import { newId } from "@/lib/ids";
import { Browser } from "@/testing/browser";
import { changeEmailOf, goodPassword, makeOrganization, owner, type TestOrganization } from "@/testing/organization";
import { POST as submit } from "./confirm-email/submit/route";

let org: TestOrganization;
let email: string;
let token: string;
beforeEach(async () => {
  org = await makeOrganization();
  email = `${newId("mem")}@new.test`;
  await changeEmailOf(org.admin, { email, current_password: goodPassword });
  const [link] = await owner()`select link_id from account_links where org_id = ${org.orgId}`;
  token = linkToken("email_confirmation", link?.link_id);
});

const confirm = (headers: Record<string, string> = {}, form = { token }) =>
  new Browser().call(submit, "/confirm-email/submit", { method: "POST", form, headers });
const address = async () => (await owner()`select email from members where org_id = ${org.orgId}`)[0]?.email;
const signIn = async (who: Browser, as: string) => (await who.signIn({ email: as, password: goodPassword })).status;

test("submitting the form switches sign-in to the new address and keeps sessions", async () => {
  const browser = new Browser();
  await signIn(browser, org.email);
  const answer = await confirm();
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/confirm-email?done=1"]);
  expect((await browser.call(readMe, "/me")).status).toBe(200);
  expect([await signIn(new Browser(), email), await signIn(new Browser(), org.email)]).toEqual([200, 401]);
});

test("opening the page never confirms, and is recorded once", async () => {
  const opened = async () =>
    (await owner()`select opened_at from account_links where org_id = ${org.orgId}`)[0]?.opened_at;
  expect(await openAccountLink("email_confirmation", token)).toMatchObject({
    state: "live",
    owner: { email: org.email },
  });
  const first = await opened();
  await openAccountLink("email_confirmation", token);
  expect([await opened(), await address()]).toEqual([first, org.email]);
  expect(first).toBeInstanceOf(Date);
});

test("a used or forged link leads back to the page, which says why", async () => {
  await confirm();
  expect((await confirm()).headers.get("location")).toBe(`/confirm-email/${token}?error=link_not_valid`);
  expect(await openAccountLink("email_confirmation", token)).toEqual({ state: "used" });
  const forged = { token: "../dashboard" };
  expect((await confirm({}, forged)).headers.get("location")).toBe(
    "/confirm-email/..%2Fdashboard?error=link_not_valid",
  );
  expect(await openAccountLink("email_confirmation", forged.token)).toEqual({ state: "unknown" });
  expect(await openAccountLink("password_reset", token), "of another kind").toEqual({ state: "unknown" });
});

test.each([
  ["a foreign origin", { origin: "https://evil.test" }],
  ["no origin", { origin: "" }],
  ["another site's frame without a referrer", { origin: "null", "sec-fetch-site": "cross-site" }],
])("is refused from %s", async (_who, headers: Record<string, string>) => {
  expect((await confirm(headers)).status).toBe(403);
  expect(await address()).toBe(org.email);
});

test("is accepted from our own page, also from browsers that send no Sec-Fetch-Site", async () => {
  expect((await confirm({ origin: "null", "sec-fetch-site": "same-origin" })).status).toBe(403);
  expect((await confirm({ "sec-fetch-site": "" })).status).toBe(303);
  expect(await address()).toBe(email);
});
