import type { ApiClient } from "@/e2e/api-client";
import type { Member } from "@/e2e/api-shapes";
import { expect, test } from "@/e2e/fixtures";
import { seedWorld } from "@/e2e/matrix";
import { submitSignIn } from "@/testing/sign-in";

// Contract §14 over HTTP: which texts count as equal, and that a text is stored unchanged or refused.

type Taken = { lead_id: string };
type Lead = { profile: Record<string, unknown>; events: { metadata: unknown }[]; score: number };

async function newUnit(api: ApiClient) {
  const world = await seedWorld();
  const headers = { "X-Active-OU-ID": world.unit.unit_id };
  const as = api.as(world.org.admin);
  const send = <T>(method: string, path: string, body?: unknown) => as.send<T>(method, path, { headers, body });
  const raw = (method: string, path: string, text: string) =>
    as.send(method, path, { headers: { ...headers, "Content-Type": "application/json" }, raw: text });
  const ingest = (alias_kind: string, raw_value: string) =>
    send<Taken>("POST", "/ingest", { event_type: "seen", aliases: [{ alias_kind, raw_value }] });
  return { send, raw, ingest };
}

const pointers = ({ problem }: { problem: { errors?: { pointer: string }[] } }) =>
  problem.errors?.map(({ pointer }) => pointer);
const person = (email: string) => ({
  first_name: "Anna",
  last_name: "Lind",
  email,
  password: "securepassword123",
  role: "viewer",
});

test("two mailboxes are two people even if they are equal in upper case", async ({ api, org }) => {
  const { ingest } = await newUnit(api);
  for (const [one, other] of [
    ["anna@straße.test", "ANNA@strasse.test"],
    ["ıvy@x.test", "ivy@x.test"],
    ["ſam@x.test", "SAM@x.test"],
    ["ﬁn@x.test", "FIN@x.test"],
  ] as const) {
    const [first, second] = [await ingest("email", one), await ingest("email", other)];
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.json.lead_id, one).not.toBe(first.json.lead_id);
  }
  const admin = api.as(org.admin);
  const sent = ["anna@straße.test", "ANNA@strasse.test", "Anna@STRASSE.test", "anna@xn--strae-oqa.test"];
  const made = [];
  for (const email of sent) made.push(await admin.post<Member>("/members", person(email)));
  expect(made.map(({ status }) => status)).toEqual([200, 200, 409, 409]);
  expect(made[0]?.json.email).toBe("anna@straße.test");
  for (const [name, status] of [
    ["Sınır", 201],
    ["Sinir", 201],
    ["SINIR", 409],
  ] as const)
    expect((await admin.post("/org-units", { name })).status, name).toBe(status);
});

test("an address that equals another only in upper case does not sign in", async ({ api, org }) => {
  const admin = api.as(org.admin);
  const name = `ivy-${org.org_id}`;
  await admin.post("/members", person(`${name}@x.test`));
  const signIn = async (email: string) =>
    (await submitSignIn(api.url, { email, password: "securepassword123" })).status;
  expect(await signIn(`ı${name.slice(1)}@x.test`)).toBe(401);
  expect(await signIn(`${name.toUpperCase()}@X.test`)).toBe(200);
});

test("a number is stored exactly, or refused with its pointer", async ({ api }) => {
  const { raw, send, ingest } = await newUnit(api);
  const { lead_id } = (await ingest("cookie", "c")).json;
  const event = (metadata: string) => `{"event_type":"seen","lead_id":"${lead_id}","metadata":${metadata}}`;
  for (const number of ["9007199254740993", "1e400", "-1e400", "0.1234567890123456789", "1e-400"]) {
    const refused = await raw("POST", "/ingest", event(`{"a":[{"n":${number}}]}`));
    expect([refused.status, refused.problem.code], number).toEqual([400, "invalid_content"]);
    expect(pointers(refused)).toEqual(["/metadata/a/0/n"]);
    const profile = await raw("PUT", `/leads/${lead_id}`, `{"profile":{"n":${number}}}`);
    expect([profile.status, pointers(profile)]).toEqual([400, ["/profile/n"]]);
  }
  const batch = await raw("POST", "/ingest", `[${event('{"n":9007199254740993}')},${event('{"n":9007199254740992}')}]`);
  expect(batch.text).toContain("/metadata/n");
  expect((batch.json as { results: { status: number }[] }).results.map(({ status }) => status)).toEqual([400, 202]);
  const ruleset = await send<{ id: string }>("POST", "/rulesets", { name: "Fit", kind: "profile" });
  const rules = `/rulesets/${ruleset.json.id}/rules`;
  const rule = (value: string) =>
    raw("POST", rules, `{"profile_field":"account","operator":"equals","value":${value},"weight":5}`);
  expect(pointers(await rule("1546130668394913821"))).toEqual(["/value"]);
  expect((await rule('"1546130668394913821"')).status).toBe(201);
  await raw("PUT", `/leads/${lead_id}`, '{"profile":{"account":"1546130668394913822","size":1.50,"big":1e21}}');
  const lead = (await send<Lead>("GET", `/leads/${lead_id}`)).json;
  expect(lead).toMatchObject({ score: 0, profile: { account: "1546130668394913822", size: 1.5, big: 1e21 } });
  expect(lead.events[0]?.metadata).toEqual({ n: 9007199254740992 });
});

test("every address of RFC 5322 and IDNA is accepted, whichever operation takes it", async ({ api, org }) => {
  const admin = api.as(org.admin);
  const good = ["r&d@x.test", "a=b@x.test", "ivan@xn--e1afmkfd.xn--p1ai", `${"a".repeat(64)}@x.test`, "ivan@почта.рф"];
  const bad = [
    `${"a".repeat(65)}@x.test`,
    `a@${"b".repeat(64)}.test`,
    "a@x",
    "a..b@x.test",
    "a b@x.test",
    "ivy\u2060@x.test",
  ];
  for (const email of good) expect((await admin.post("/members", person(email))).status, email).toBe(200);
  for (const email of bad) expect((await admin.post("/members", person(email))).status, email).toBe(400);
  const members = [...good.map((email) => email.toUpperCase()), ...bad].map((email) => ({ email }));
  const batch = await admin.post<{ result: string }[]>("/members/batch", { role: "viewer", dry_run: true, members });
  expect(batch.json.map(({ result }) => result)).toEqual([...good.map(() => "exists"), ...bad.map(() => "invalid")]);
  const { ingest } = await newUnit(api);
  for (const email of good) expect((await ingest("email", email)).status, email).toBe(202);
  for (const email of bad) expect((await ingest("email", email)).status, email).toBe(400);
});

test("placeholder aliases are refused, and phone numbers are compared by their digits", async ({ api }) => {
  const { ingest } = await newUnit(api);
  for (const kind of ["email", "phone", "external_id", "cookie", "social"])
    for (const value of ["undefined", "null", "[object Object]", " ", "\u2060"]) {
      const refused = await ingest(kind, value);
      expect([refused.status, pointers(refused)], `${kind} ${value}`).toEqual([400, ["/aliases/0/raw_value"]]);
    }
  expect((await ingest("email", "not an address")).status).toBe(400);
  const phone = await ingest("phone", "+49 30 1234");
  expect((await ingest("phone", "\u202a+49 (30) 12-34\u202c")).json.lead_id).toBe(phone.json.lead_id);
});

test("a name needs a visible character and must not contain hidden ones", async ({ api, org }) => {
  const { send } = await newUnit(api);
  const admin = api.as(org.admin);
  for (const name of ["\u2060", "EM\u202eAE", "EM\u200bEA", "\u3164", "a\u{e0061}"]) {
    const answers = [
      await admin.post("/org-units", { name }),
      await admin.post("/members", { ...person("x@x.test"), first_name: name }),
      await admin.post("/settings/tokens", { name }),
      await send("POST", "/rulesets", { name, kind: "profile" }),
      await send("POST", "/secrets", { name }),
      await send("POST", "/ingest", { event_type: name, aliases: [{ alias_kind: "cookie", raw_value: "c" }] }),
    ];
    expect(
      answers.map(({ status }) => status),
      JSON.stringify(name),
    ).toEqual(answers.map(() => 400));
  }
  for (const name of ["👩🏽\u200d💻 Team", "می\u200cخواهم", "❤\ufe0f"])
    expect((await admin.post("/org-units", { name })).status, name).toBe(201);
});

test("texts are equal in every Unicode form, and no key is lost", async ({ api, org }) => {
  const { send, raw, ingest } = await newUnit(api);
  const { lead_id } = (await ingest("cookie", "c")).json;
  await send("PUT", `/leads/${lead_id}`, { profile: { city: "Zu\u0308rich" } });
  const ruleset = await send<{ id: string }>("POST", "/rulesets", { name: "Fit", kind: "profile" });
  const rules = `/rulesets/${ruleset.json.id}/rules`;
  const rule = { profile_field: "city", value: "Z\u00fcrich" };
  await send("POST", rules, { ...rule, operator: "equals", weight: 5 });
  await send("POST", rules, { ...rule, operator: "not_equals", weight: 100 });
  expect((await send<Lead>("GET", `/leads/${lead_id}`)).json.score).toBe(5);
  const lost = await raw("POST", "/leads", '{"profile":{"__proto__":"x"}}');
  expect([lost.status, pointers(lost)]).toEqual([400, ["/profile/__proto__"]]);
  const kept = await raw(
    "POST",
    "/ingest",
    `{"event_type":"seen","lead_id":"${lead_id}","metadata":{"__proto__":"x"}}`,
  );
  expect(kept.status).toBe(202);
  expect((await send("GET", `/leads/${lead_id}`)).text).toContain('{"__proto__":"x"}');
  const admin = api.as(org.admin);
  const refs = ["Zu\u0308rich", "Z\u00fcrich"].map((external_ref, n) => ({ name: `Ref ${n}`, external_ref }));
  const made = [];
  for (const body of refs) made.push((await admin.post("/org-units", body)).status);
  expect(made).toEqual([201, 409]);
});

test("PUT of a ruleset or rule changes only the given fields", async ({ api }) => {
  const { send } = await newUnit(api);
  const ruleset = await send<{ id: string }>("POST", "/rulesets", { name: "Web", kind: "engagement" });
  const at = `/rulesets/${ruleset.json.id}`;
  const rule = await send<{ id: string }>("POST", `${at}/rules`, { event_type: "seen", weight: 5 });
  const changed = await send("PUT", `${at}/rules/${rule.json.id}`, { weight: -3 });
  expect([changed.status, changed.json]).toEqual([200, { ...rule.json, weight: -3 }]);
  const off = await send("PUT", at, { active: false });
  expect(off.json).toMatchObject({ name: "Web", active: false });
});
