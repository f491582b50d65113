import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { fillPath } from "./path.js";
import { LeadVibeError } from "./problem.js";
import { createSend, type SendOptions } from "./send.js";

type Scripted = { status: number; headers?: Record<string, string>; body?: object } | "hang up";
type Seen = { method: string | undefined; headers: http.IncomingHttpHeaders; body: string };

const token = "lv_pat_a-secret";
const open: http.Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close().closeAllConnections();
});

/** A server that gives these answers in turn, the last one again and again, and notes what it was asked. */
async function serve(...script: Scripted[]): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = http.createServer(async (request, response) => {
    const body = (await request.toArray()).join("");
    const answer = script[Math.min(seen.length, script.length - 1)];
    seen.push({ method: request.method, headers: request.headers, body });
    if (!answer || answer === "hang up") return request.socket.destroy();
    response.writeHead(answer.status, { "Content-Type": "application/json", ...answer.headers });
    response.end(answer.body && JSON.stringify(answer.body));
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/members`, seen };
}

const refusal = (status: number, code: string, wait?: string): Scripted => ({
  status,
  body: { type: "urn:x", title: "No.", status, detail: "Not now.", code, request_id: "req_1" },
  headers: wait === undefined ? {} : { "Retry-After": wait },
});
const fine: Scripted = { status: 200, body: [] };

const post = (url: string, init: RequestInit = {}) => new Request(url, { method: "POST", body: '{"a":1}', ...init });
const send = (request: Request, options: Partial<SendOptions> = {}) =>
  createSend({ token, ...options } as SendOptions)(request);
const failure = (sent: Promise<unknown>) =>
  sent.then(
    () => undefined,
    (error: LeadVibeError) => error,
  );

test("a call has the token and the org unit, and a write has a key", async () => {
  const { url, seen } = await serve(fine);
  await send(new Request(url), { unitId: "unit_1" });
  await send(post(url, { headers: { "X-Active-OU-ID": "unit_2" } }), { unitId: "unit_1" });
  await send(post(url, { headers: { "Idempotency-Key": "mine" } }));
  const said = seen.map(({ headers }) => [
    headers.authorization,
    headers["x-active-ou-id"],
    headers["idempotency-key"],
  ]);
  expect(said).toEqual([
    [`Bearer ${token}`, "unit_1", undefined],
    [`Bearer ${token}`, "unit_2", expect.stringMatching(/^[0-9a-f-]{36}$/)],
    [`Bearer ${token}`, undefined, "mine"],
  ]);
});

test("a service account sends its ID and secret", async () => {
  const { url, seen } = await serve(fine);
  await createSend({ clientId: "lv_ci_1", clientSecret: "lv_cs_1" })(new Request(url));
  expect(seen[0]?.headers.authorization).toBe(`Basic ${btoa("lv_ci_1:lv_cs_1")}`);
});

test.each([
  ["a 429 of the rates", refusal(429, "rate_limited", "0")],
  ["a 503", refusal(503, "overloaded", "0")],
  ["a gateway's 502", { status: 502 } as const],
  ["an equal request that is running", refusal(409, "request_in_progress", new Date().toUTCString())],
  ["a lost answer", "hang up" as const],
])("%s is followed by the same request with the same key", async (_which, first) => {
  const { url, seen } = await serve(first, fine);
  expect((await send(post(url))).status).toBe(200);
  const [one, two, ...more] = seen;
  expect(more).toEqual([]);
  expect(two?.body).toBe('{"a":1}');
  expect(two?.headers["idempotency-key"]).toBe(one?.headers["idempotency-key"]);
});

test.each([
  ["a refusal", refusal(403, "forbidden")],
  ["a fault of the server", refusal(500, "internal_error")],
  ["a mail that was sent a moment ago", refusal(429, "too_soon", "30")],
  ["a wait of an hour", refusal(503, "overloaded", "3600")],
])("%s is not tried again", async (_which, answer) => {
  const { url, seen } = await serve(answer, fine);
  expect(await failure(send(post(url)))).toBeInstanceOf(LeadVibeError);
  expect(seen.length).toBe(1);
});

test("a failure has the problem, and never the token", async () => {
  const { url } = await serve({ ...(refusal(400, "invalid_content") as object), status: 400 } as Scripted);
  const error = await failure(send(post(url)));
  expect(error).toMatchObject({ status: 400, code: "invalid_content", message: "Not now.", requestId: "req_1" });
  expect(error?.faults).toEqual([]);
  const unreadable = await failure(send(post((await serve({ status: 404 })).url)));
  expect(unreadable).toMatchObject({ status: 404, code: "unreadable" });
  const silent = await failure(send(post((await serve("hang up")).url), { retries: 1 }));
  expect(silent).toMatchObject({ status: 0, code: "no_answer" });
  for (const each of [error, unreadable, silent]) expect(JSON.stringify([each?.message, each])).not.toContain(token);
});

test("it gives up after as many attempts as it was told", async () => {
  const { url, seen } = await serve(refusal(503, "overloaded", "0"));
  expect(await failure(send(post(url), { retries: 2 }))).toMatchObject({ code: "overloaded" });
  expect(seen.length).toBe(3);
});

test("an abort ends the wait before the next attempt", async () => {
  const { url, seen } = await serve(refusal(503, "overloaded", "50"), fine);
  const abort = new AbortController();
  const fetch = async (request: Request) => {
    const response = await globalThis.fetch(request);
    setImmediate(() => abort.abort(new Error("enough")));
    return response;
  };
  await expect(send(post(url, { signal: abort.signal }), { fetch })).rejects.toThrow("enough");
  expect(seen.length).toBe(1);
});

test("a token that no header can hold is refused without showing it", () => {
  expect(() => createSend({ token: `${token}\n${token}` })).toThrow("characters that no token has");
});

test("an ID never leads to another path", () => {
  expect(fillPath("/members/{id}/created", { id: "a/../b?c" })).toBe("/members/a%2F..%2Fb%3Fc/created");
  for (const id of ["", ".", "..", undefined]) expect(() => fillPath("/members/{id}", { id })).toThrow("id can't be");
});

test("a 304 is an answer", async () => {
  const { url } = await serve({ status: 304 });
  expect((await send(new Request(url))).status).toBe(304);
});
