import { type Answer, ApiClient } from "@/e2e/api-client";
import { expect, test } from "@/e2e/fixtures";
import { accesses, type Entry, seedWorld } from "@/e2e/matrix";
import { callTool } from "@/e2e/mcp";
import { entries } from "./matrix/entries";
import { hostShapeOf, oneOfEachShape } from "./matrix/shapes";

// The API host and Next give the same status, the same relevant headers, and the same body apart from IDs and times. So does
// a call of the operation's tool at /mcp.

const VARYING =
  /^(date|x-request-id|keep-alive|connection|transfer-encoding|content-(length|encoding)|vary|ratelimit)$/; // Next compresses
const mask = (text: string) =>
  text
    .replace(/http:\/\/localhost:\d+\/invitation\/[\w.-]+/g, "link")
    .replace(/\b([a-z]+)_[0-9a-f]{32}/g, "$1")
    .replace(/^"[0-9a-f]{16}"$/, "version")
    .replace(/lv_(pat|ci|cs)_\w+|whsec_[\w+/]+/g, "secret")
    .replace(/[0-9a-f-]{36}@/g, "@")
    .replace(/\d{4}-\d\d-\d\dT[\d:]+Z/g, "time")
    .replace(/(Unit|unit|cookie|visitor)([ -])\d+/g, "$1$2n")
    .replace(/("rows":)\d+/g, "$1n"); // jobs and limits write in between

/** The rows of a list that is sorted by something all of them share, in the order of their text. */
const sorted = (text: string) =>
  text
    .split(/\r\n|(?<=\}),(?=\{)|(?<=\[)(?=\{)|(?<=\})(?=\])/)
    .map((row) => row.replace(/^\[|\]$/g, ""))
    .sort();
const UNSORTED = /^((list|export)OrgUnitAccess|(get|export)AccessMatrix)$/;

const json = { "Content-Type": "application/json" };

const comparableBody = ({ id }: Entry, text: string) => (UNSORTED.test(id) ? sorted(mask(text)) : mask(text));

// The first of two equal requests is noted in between.
const withoutUse = (body: string | string[]) =>
  JSON.parse(JSON.stringify(body).replace(/(last_(used|active)_at\\" ?: ?)(null|\\"time\\")/g, "$1when"));

function comparable(entry: Entry, { status, headers, text }: Answer<unknown>) {
  const kept = [...headers].filter(([name]) => !VARYING.test(name)).map(([name, value]) => `${name}: ${mask(value)}`);
  return { status, headers: kept.sort(), body: comparableBody(entry, text) };
}

const FOR_BROWSERS = /^(setActiveOrgUnit|reauthenticate)$/;
const DIFFERS_BY_ADDRESS = /^get(OpenApiDocument|McpMetadata)$/;

async function ask(client: ApiClient, entry: Entry) {
  const world = await seedWorld();
  const answers = [];
  for (const access of accesses) {
    const caller = await world.caller(access);
    const { path, ...sent } = await entry.request(world, caller);
    const answer = comparable(entry, await client.as(caller).send(entry.method, path, sent));
    answers.push(answer);
    if (entry.public || FOR_BROWSERS.test(entry.id)) continue;
    const again = { method: entry.method, ...(await entry.request(world, caller)) };
    const { status, text } = await callTool(client.url, client.contract, caller, again);
    expect(status, access).toBe(answer.status);
    expect(withoutUse(comparableBody(entry, text)), access).toEqual(withoutUse(answer.body));
  }
  const { path, headers, ...sent } = await entry.request(world, world.org.admin);
  const admin = client.as(world.org.admin);
  answers.push(comparable(entry, await client.send(entry.method, path, { headers, ...sent })));
  for (const raw of ["", "{", '{"nonsense":1}', "[]"]) {
    if (entry.fields)
      answers.push(comparable(entry, await admin.send(entry.method, path, { raw, headers: { ...headers, ...json } })));
  }
  for (const method of ["OPTIONS", "PATCH"]) answers.push(comparable(entry, await admin.send(method, path)));
  for (const beyond of [`${path}/`, `${path}/x/y/z`]) answers.push(comparable(entry, await admin.get(beyond)));
  return answers;
}

for (const [entry, details] of oneOfEachShape(entries, hostShapeOf)) {
  test(`both hosts answer ${entry.id} alike`, details, async ({ urls, contract }) => {
    const api = await ask(new ApiClient(urls.api, contract), entry);
    const next = await ask(new ApiClient(urls.next, contract), entry);
    if (!DIFFERS_BY_ADDRESS.test(entry.id)) expect(next).toEqual(api);
    else expect(next.map(({ status }) => status)).toEqual(api.map(({ status }) => status));
  });
}
