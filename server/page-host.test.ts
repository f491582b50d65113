import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { connect, head, serve, statuses } from "@/testing/bounded-server";
import { until } from "@/testing/launch";
import { generate } from "./generate-routes.mjs";
import { createPageListener } from "./page-host";

/** A page that answers with the request's target and the size of its body. */
async function serveCounting() {
  const reached: (string | undefined)[] = [];
  const listener = createPageListener(
    async (request, response) => {
      reached.push(request.url);
      await new Promise((resolve) => setImmediate(resolve)); // like Next, which reads the body later and waits for its end
      let length = 0;
      request.on("data", (chunk) => (length += chunk.length)).on("end", () => response.end(`<${length}>`));
    },
    { reload: false },
  );
  return { port: await serve(listener), reached };
}

async function ask(port: number, sent: string): Promise<string> {
  const client = connect(port, sent);
  await client.closed;
  return client.text();
}

const close = "Connection: close";
const chunked = "Transfer-Encoding: chunked";
const chunks = (length: number, count: number) => `${length.toString(16)}\r\n${"x".repeat(length)}\r\n`.repeat(count);

test("the route tables are up to date with the files", () => {
  for (const [file, text] of Object.entries(generate())) expect(readFileSync(file, "utf8"), file).toBe(text);
});

test.each([
  ["GET", "/dashboard", [200], "<0>"],
  ["HEAD", "/", [200], ""],
  ["GET", "/nowhere/at/all", [200], "<0>"],
  ["GET", "/api/auth/session", [200], "<0>"],
  ["POST", "/sign-out", [200], "<0>"],
  ["POST", "/sign-in/submit?x", [200], "<0>"],
  ["POST", "/api/auth/callback/credentials", [200], "<0>"],
  ["POST", "/dashboard", [405], "Allow: GET, HEAD, OPTIONS"],
  ["POST", "/sign-in", [405], "Allow: GET, HEAD, OPTIONS"],
  ["POST", "/nowhere", [405], "Allow: GET, HEAD, OPTIONS"],
  ["POST", "/api/auth", [405], "Allow: GET, HEAD, OPTIONS"],
  ["PUT", "/dashboard", [405], "Allow: GET, HEAD, OPTIONS"],
  ["DELETE", "/", [405], "Allow: GET, HEAD, OPTIONS"],
  ["PATCH", "/_next/static/x.js", [405], "Allow: GET, HEAD, OPTIONS"],
  ["PROPFIND", "/sign-in", [405], "Allow: GET, HEAD, OPTIONS"],
  ["TRACE", "/", [405], "Allow: GET, HEAD, OPTIONS"],
  ["GET", "/sign-in/submit", [405], "Allow: POST, OPTIONS"],
  ["PUT", "/api/auth/session", [405], "Allow: GET, POST, HEAD, OPTIONS"],
  ["OPTIONS", "/sign-in", [204], "Allow: GET, HEAD, OPTIONS"],
  ["GET", "/_next/image?url=%2Fx&w=64&q=75", [404], "not_found"],
  ["GET", "/_next/image/", [404], "not_found"],
])("%s %s: %j", async (method, target, expected, part) => {
  const { port, reached } = await serveCounting();
  const text = await ask(port, head(method, target, close, ...(method === "POST" ? ["Content-Length: 0"] : [])));
  expect(statuses(text)).toEqual(expected);
  expect(text.replace("allow:", "Allow:")).toContain(part);
  expect(reached).toEqual(expected[0] === 200 ? [target] : []);
});

test("no request for a server action reaches a page", async () => {
  const { port, reached } = await serveCounting();
  for (const [method, target] of [
    ["GET", "/sign-in"],
    ["POST", "/"],
    ["POST", "/sign-out"],
  ] as const) {
    const text = await ask(port, head(method, target, close, "Content-Length: 0", "Next-Action: 7f0123"));
    expect(statuses(text)).toEqual([404]);
  }
  expect(reached).toEqual([]);
});

test("a body of 64 kB reaches the page complete, however it arrives, and so does the next request", async () => {
  const { port } = await serveCounting();
  const plain = head("POST", "/sign-in/submit", "Content-Length: 64000") + "x".repeat(64_000);
  const pieces = `${head("POST", "/sign-in/submit", chunked)}${chunks(640, 100)}0\r\n\r\n`;
  const small = `${head("POST", "/sign-out", "Content-Length: 3")}x=y`;
  const empty = `${head("POST", "/sign-out", chunked)}0\r\n\r\n`;
  const read = `${head("GET", "/sign-in", "Content-Length: 3")}x=y`;
  const text = await ask(port, plain + pieces + small + empty + read + head("GET", "/", close));
  expect([...text.matchAll(/<(\d+)>/g)].map(([, length]) => Number(length))).toEqual([64_000, 64_000, 3, 0, 3, 0]);
});

test.each(["POST /sign-in/submit", "POST /api/auth/callback/credentials", "GET /dashboard", "GET /_next/static/x.js"])(
  "more than 64 kB is refused before the page sees any: %s",
  async (line) => {
    const [method = "", target = ""] = line.split(" ");
    const { port, reached } = await serveCounting();
    const sizes = [
      [head(method, target, "Content-Length: 64001"), "x".repeat(64_001)],
      [head(method, target, "Content-Length: 12000000"), "x".repeat(12_000_000)],
      [head(method, target, chunked), `${chunks(65_000, 1)}0\r\n\r\n`],
      [head(method, target, chunked), `${chunks(1_000_000, 12)}0\r\n\r\n`],
    ];
    for (const [sent = "", body = ""] of sizes) {
      const text = await ask(port, sent + body);
      expect(statuses(text)).toEqual([413]);
      expect(text).toContain('"code":"body_too_large"');
    }
    expect(reached).toEqual([]);
  },
);

test("a body that is announced as too large, or that grows too large in chunks, is refused at once", async () => {
  const { port, reached } = await serveCounting();
  const open = [
    head("POST", "/sign-in/submit", "Content-Length: 9500000"),
    head("POST", "/sign-in/submit", chunked) + chunks(95_000, 1),
    head("GET", "/dashboard", chunked) + chunks(1_000, 65),
  ].map((sent) => connect(port, sent));
  await until("each to be refused", () => open.every(({ text }) => text().includes("body_too_large")), 20);
  expect(open.map(({ text }) => statuses(text()))).toEqual([[413], [413], [413]]);
  expect(reached).toEqual([]);
});

test("a client that leaves in the middle of a body reaches no page", async () => {
  const { port, reached } = await serveCounting();
  const client = connect(port, `${head("POST", "/sign-in/submit", "Content-Length: 10")}x`);
  await until("it to be sent", () => client.socket.bytesWritten > 0);
  client.socket.destroy();
  expect(await ask(port, head("GET", "/", close))).toContain("<0>");
  expect(reached).toEqual(["/"]);
});
