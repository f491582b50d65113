import assert from "node:assert/strict";
import http from "node:http";
import { gzipSync } from "node:zlib";
import { expect, test } from "@/e2e/fixtures";
import { type Entry, seedWorld } from "@/e2e/matrix";
import { guarded } from "./matrix/entries";
import { bodyShapeOf, oneOfEachShape } from "./matrix/shapes";

// What HTTP clients can send in a body. wire.spec.ts covers what only a raw socket can send.

const json = { "Content-Type": "application/json" };
const bytes = (...values: number[]) => Buffer.from(values);
const around = (bad: Buffer) => Buffer.concat([Buffer.from('{"name":"'), bad, Buffer.from('"}')]);

const unreadable: Record<string, string | Buffer> = {
  empty: "",
  blank: "  \n\t ",
  "cut short": '{"name":"EMEA',
  "not JSON": "name=EMEA",
  "single quotes": "{'name':'EMEA'}",
  "a trailing comma": '{"name":"EMEA",}',
  "two documents": '{"name":"a"}{"name":"b"}',
  "a comment": '{"name":"a"/*b*/}',
  NaN: '{"name":NaN}',
  "a raw line break": '{"name":"a\nb"}',
  "a raw NUL": '{"name":"a\0b"}',
  "a bad escape": '{"name":"\\u12"}',
  "bad UTF-8": around(bytes(0xff, 0xfe)),
  "overlong UTF-8": around(bytes(0xc0, 0xaf)),
  "a surrogate in UTF-8": around(bytes(0xed, 0xa0, 0x80)),
  "UTF-8 cut within a character": around(bytes(0xe2, 0x82)),
  "UTF-16": Buffer.from('\ufeff{"name":"a"}', "utf16le"),
  gzip: gzipSync('{"name":"a"}'),
  "only opening brackets": "[".repeat(60),
};

const oversized: Record<string, string> = {
  "100,000 opening brackets": "[".repeat(100_000),
  "an array 100,000 deep": `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
  "a field 100,000 deep": `{"x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
  "objects 50,000 deep": `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`,
  "50,000 unknown fields": `{${Array.from({ length: 50_000 }, (_, index) => `"f${index}":0`).join()}}`,
};

const invalid: Record<string, string> = {
  "an array 60 deep": `${"[".repeat(60)}${"]".repeat(60)}`,
  "half a surrogate pair in a key": '{"\\ud800":1}',
  "a huge number": '{"x":1e999999}',
  "9,000 unknown fields": `{${Array.from({ length: 9_000 }, (_, index) => `"f${index}":0`).join()}}`,
  "a prototype": '{"__proto__":{"name":"a","role":"admin"},"constructor":{"prototype":{"role":"admin"}}}',
};

async function target(entry: Entry) {
  const world = await seedWorld();
  const { path, body, headers } = await entry.request(world, world.org.admin);
  return { caller: world.org.admin, path, body, headers: { ...headers, ...json } };
}

const withBody = guarded.filter((one) => one.fields);
for (const [entry, details] of oneOfEachShape(withBody, bodyShapeOf)) {
  test(
    `${entry.id}: answers 400 for unreadable and invalid bodies and 413 for oversized ones`,
    details,
    async ({ api }) => {
      const { caller, path, headers } = await target(entry);
      const client = api.as(caller);
      for (const [label, raw] of Object.entries(unreadable)) {
        const { status, problem } = await client.send(entry.method, path, { headers, raw });
        assert.equal(`${label}: ${status} ${problem?.code}`, `${label}: 400 malformed_body`);
      }
      for (const [label, raw] of Object.entries(invalid)) {
        const { status, problem } = await client.send(entry.method, path, { headers, raw });
        assert.equal(`${label}: ${status} ${problem?.code}`, `${label}: 400 invalid_content`);
      }
      for (const [label, raw] of Object.entries(oversized)) {
        const { status, problem } = await client.send(entry.method, path, { headers, raw });
        assert.equal(`${label}: ${status} ${problem?.code}`, `${label}: 413 body_too_large`);
      }
    },
  );

  test(`${entry.id}: refuses other content types and charsets`, details, async ({ api }) => {
    const { caller, path, body, headers: sent } = await target(entry);
    const refused = ["", "text/plain", "text/json", "application/jsonp", "multipart/form-data; boundary=x", "*/*"];
    const parameters = ["; charset=utf-16", "; charset=", "; charset=utf-8; charset=latin1", ", text/plain", ";;"];
    for (const type of [...refused, ...parameters.map((parameter) => `application/json${parameter}`)]) {
      const { "Content-Type": _json, ...others } = sent;
      const headers: Record<string, string> = type === "" ? others : { ...others, "Content-Type": type };
      const raw = new Blob([JSON.stringify(body)]); // a Blob without a type sends no Content-Type
      const answer = await api.as(caller).send(entry.method, path, { headers, raw });
      assert.equal(`${type}: ${answer.status}`, `${type}: 415`);
    }
  });

  if (entry.id === "changeAccess") continue; // reads 4 MB, for 10,000 items
  test(
    `${entry.id}: answers 413 for more than 1 MB, with or without a length, and reads 1 MB`,
    details,
    async ({ api }) => {
      const { caller, path, body, headers } = await target(entry);
      const client = api.as(caller);
      const padded = (length: number) => JSON.stringify(body).padEnd(length);
      const streamed = (text: string) => new Blob([text]).stream();
      for (const length of [1_000_001, 1_200_000, 3_000_000]) {
        for (const raw of [padded(length), streamed(padded(length))]) {
          expect((await client.send(entry.method, path, { headers, raw })).status).toBe(413);
        }
      }
      expect((await client.send(entry.method, path, { headers, raw: padded(1_000_000) })).status).toBe(entry.success);
    },
  );
}

test("after a 413 the connection still serves requests", async ({ api, org }) => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (method: string, path: string, body?: string) =>
    new Promise<{ status: number | undefined; reused: boolean }>((resolve, reject) => {
      const headers = { ...json, Authorization: `Bearer ${org.admin.token}`, "Transfer-Encoding": "chunked" };
      const options = { method, agent, ...(body ? { headers } : {}) };
      const request = http.request(api.url + path, options, (response) => {
        response.resume().on("end", () => resolve({ status: response.statusCode, reused: request.reusedSocket }));
      });
      request.on("error", reject).end(body);
    });
  for (const length of [1_200_000, 3_000_000]) {
    expect((await ask("POST", "/org-units", " ".repeat(length))).status).toBe(413);
    for (const end = Date.now() + 1_000; Date.now() < end; ) {
      assert.deepEqual(await ask("GET", "/healthz"), { status: 200, reused: true });
    }
  }
  agent.destroy();
});

test("accepts a byte order mark, an upper-case content type and a repeated key", async ({ api, org }) => {
  const admin = api.as(org.admin);
  const cases: [headers: Record<string, string>, raw: string][] = [
    [json, '\ufeff{"name":"BOM"}'],
    [{ "Content-Type": "Application/JSON;Charset=UTF-8" }, '{"name":"Upper"}'],
    [{ "Content-Type": 'application/json; charset="utf-8"' }, '{"name":"Quoted"}'],
    [json, '{"name":"First","name":"Last"}'],
    [json, '{"n\\u0061me":"\\u0045scaped"}'],
  ];
  for (const [headers, raw] of cases) {
    expect((await admin.send("POST", "/org-units", { headers, raw })).status, raw).toBe(201);
  }
});

const names = [
  "Région Île-de-France",
  "日本",
  "🚀",
  "100 % sure",
  "a%20b",
  'quo"te;comma,=',
  "¡ÿ",
  "\u{10ffff}",
  "עברית",
];
for (const name of names) {
  test(`an OU name that a header cannot carry is encoded there without loss: ${name}`, async ({ api, org }) => {
    const admin = api.as(org.admin);
    const made = await admin.post<{ unit_id: string; name: string }>("/org-units", { name });
    expect(made.json.name).toBe(name);
    const active = await admin.post("/org-units/active", { ouId: made.json.unit_id });
    expect(active.status).toBe(204);
    const header = active.headers.get("x-active-ou-name") ?? "";
    expect(header).toMatch(/^[\x20-\x7e]+$/);
    expect(decodeURIComponent(header)).toBe(name);
  });
}

test("an OU name with a line break never reaches a header", async ({ api, org }) => {
  for (const name of ["a\r\nSet-Cookie: x=y", "a\nb", "a\u0085b", "a\u007fb", "a\u2029b"]) {
    expect((await api.as(org.admin).post("/org-units", { name })).problem.code).toBe("invalid_content");
  }
});

test("a selection that is not an ID is refused and not echoed", async ({ api, org }) => {
  for (const value of ["%", "%0d%0aX: y", "x".repeat(5000), "'; drop table members; --", "unit_é"]) {
    for (const headers of [{ "X-Active-OU-ID": value }, { Cookie: `activeOu=${value}` }] as Record<string, string>[]) {
      const answer = await api.as(org.admin).get("/org-units/active", headers);
      expect(answer.problem.code).toBe("org_unit_access_required");
      expect(answer.headers.has("x-active-ou-id")).toBe(false);
    }
  }
});
