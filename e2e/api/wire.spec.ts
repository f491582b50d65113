import { checkEnvelope } from "@/e2e/api-contract";
import { expect, test } from "@/e2e/fixtures";
import { exchange, head } from "@/e2e/raw-http";

// What only a raw socket can send. Each request must be answered or its connection closed, without a 500 or a wait.

const json = "Content-Type: application/json";
const long = "x".repeat(30_000);
type Case = { send: string; expect: string };

/** The status, and the code if the answer is one of the API's. */
const malformed = { expect: "400 malformed_request" };
const unauthorized = { expect: "401 unauthorized" };
const badPath = { expect: "400 malformed_path" };

const cases: Record<string, Case> = {
  TRACE: { send: head("TRACE", "/org-units"), expect: "405 method_not_allowed" },
  "TRACE of a page": { send: head("TRACE", "/"), expect: "405 method_not_allowed" },
  "PUT of a page": { send: head("PUT", "/sign-in"), expect: "405 method_not_allowed" },
  "PROPFIND of a page": { send: head("PROPFIND", "/dashboard"), expect: "405 method_not_allowed" },
  "POST to a page": { send: head("POST", "/sign-in", ["Content-Length: 0"]), expect: "405 method_not_allowed" },
  "OPTIONS of a page": { send: head("OPTIONS", "/sign-in"), expect: "204" },
  "a server action": { send: head("GET", "/sign-in", ["Next-Action: 7f01"]), expect: "404 not_found" },
  "an image to resize": {
    send: head("GET", "/_next/image?url=%2Fx&w=64&q=75"),
    expect: "404 not_found",
  },
  "an empty form in chunks": {
    send: `${head("POST", "/sign-in/submit", ["Transfer-Encoding: chunked"])}0\r\n\r\n`,
    expect: "403 origin_refused",
  },
  CONNECT: { send: head("CONNECT", "localhost:80"), expect: "" },
  PROPFIND: { send: head("PROPFIND", "/org-units"), expect: "405 method_not_allowed" },
  PATCH: { send: head("PATCH", "/me"), expect: "405 method_not_allowed" },
  "an unknown method": { send: head("FOO", "/org-units"), ...malformed },
  "a method in lower case": { send: head("get", "/org-units"), ...malformed },
  OPTIONS: { send: head("OPTIONS", "/org-units"), expect: "204" },
  "OPTIONS *": { send: head("OPTIONS", "*"), ...badPath },
  "an overriding header": {
    send: head("POST", "/me", ["X-HTTP-Method-Override: GET"]),
    expect: "405 method_not_allowed",
  },
  "HTTP/1.0": { send: head("GET", "/healthz", [], "1.0"), expect: "200" },
  "HTTP/1.2": { send: head("GET", "/healthz", [], "1.2"), ...malformed },
  "no Host": { send: "GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n", ...malformed },
  "no Host in HTTP/1.0": { send: "GET /healthz HTTP/1.0\r\n\r\n", expect: "200" },
  "a broken Host": { send: head("GET", "/healthz", ["Host: [::1"]), ...malformed },
  "two Hosts": { send: head("GET", "/healthz", ["Host: a", "Host: b"]), ...malformed },
  "two Hosts of a page": { send: head("GET", "/sign-in", ["Host: a", "Host: b"]), ...malformed },
  "an absolute target": { send: head("GET", "http://evil.example/me"), ...unauthorized },
  "a broken absolute target": { send: head("GET", "http://[/me"), ...badPath },
  "a lone percent sign": { send: head("GET", "/org-units/%"), ...badPath },
  "a bad escape": { send: head("GET", "/org-units/%zz/memberships"), ...badPath },
  "an escape that is not UTF-8": { send: head("GET", "/members/%ff"), ...badPath },
  "an overlong escape": { send: head("GET", "/members/%c0%af"), ...badPath },
  "an escaped surrogate": { send: head("GET", "/members/%ed%a0%80"), ...badPath },
  "an escaped NUL": { send: head("GET", "/members/%00"), ...unauthorized },
  "an escaped slash": { send: head("GET", "/org-units/a%2fb"), ...unauthorized },
  "escaped dots": { send: head("GET", "/org-units/%2e%2e%2fhealthz"), ...unauthorized },
  "dots that leave the path": { send: head("GET", "/org-units/a/../../healthz"), expect: "404 not_found" },
  "a trailing slash": { send: head("GET", "/org-units/"), expect: "404 not_found" },
  "two trailing slashes": { send: head("GET", "/org-units//"), expect: "404 not_found" },
  "an unknown path": { send: head("GET", "/settings/nothing/here"), expect: "404 not_found" },
  "a path of 8 kB": { send: head("GET", `/members/${"x".repeat(8000)}`), ...unauthorized },
  "a path of 30 kB": { send: head("GET", `/members/${long}`), expect: "431 headers_too_large" },
  "raw bytes in the path": { send: head("GET", "/members/\x80\xff"), ...malformed },
  "a broken query": { send: head("GET", "/healthz?%00=%ff&a=%&[]={}"), expect: "200" },
  "raw bytes as a credential": { send: head("GET", "/me", ["Authorization: Bearer \x80\xff"]), ...unauthorized },
  "an empty credential": { send: head("GET", "/me", ["Authorization:"]), ...unauthorized },
  "a tab in a credential": { send: head("GET", "/me", ["Authorization:\tBearer\tx"]), ...unauthorized },
  "a NUL in a credential": { send: head("GET", "/me", ["Authorization: Bearer a\0b"]), ...malformed },
  "a credential of 7 kB": {
    send: head("GET", "/me", [`Authorization: Bearer ${long.slice(0, 7000)}`]),
    ...unauthorized,
  },
  "a credential of 30 kB": {
    send: head("GET", "/me", [`Cookie: ${long}`]),
    expect: "431 headers_too_large",
  },
  "two bad credentials": { send: head("GET", "/me", ["Authorization: Bearer a", "Authorization: b"]), ...unauthorized },
  "a folded header": { send: head("GET", "/healthz", ["X-A: 1\r\n 2"]), ...malformed },
  "lines without CR": { send: "GET /healthz HTTP/1.1\nHost: x\n\n", ...malformed },
  "a length and chunks": {
    send: `${head("POST", "/org-units", [json, "Content-Length: 4", "Transfer-Encoding: chunked"])}0\r\n\r\n`,
    ...malformed,
  },
  "two lengths": {
    send: `${head("POST", "/members", [json, "Content-Length: 2", "Content-Length: 3"])}{}x`,
    ...malformed,
  },
  "a negative length": { send: head("POST", "/members", [json, "Content-Length: -1"]), ...malformed },
  "a signed length": { send: `${head("POST", "/members", [json, "Content-Length: +2"])}{}`, ...malformed },
  "a blank before the colon": { send: head("POST", "/members", [json, "Transfer-Encoding : chunked"]), ...malformed },
  "chunks, then more": { send: head("POST", "/members", [json, "Transfer-Encoding: chunked, identity"]), ...malformed },
  "an unknown coding": {
    send: head("POST", "/members", [json, "Transfer-Encoding: xchunked"]),
    expect: "",
  },
  "a broken chunk": {
    send: `${head("POST", "/members", [json, "Transfer-Encoding: chunked"])}zz\r\n{}\r\n0\r\n\r\n`,
    expect: "",
  },
  "a body on GET": { send: `${head("GET", "/healthz", [json, "Content-Length: 2"])}{}`, expect: "200" },
  "Expect: 100-continue": {
    send: `${head("POST", "/members", [json, "Content-Length: 2", "Expect: 100-continue"])}{}`,
    expect: "100, 401 unauthorized",
  },
  "another Expect": { send: head("GET", "/me", ["Expect: 200-ok"]), expect: "417 expectation_failed" },
  "two requests in one write": {
    send: `${head("GET", "/healthz", ["Connection: keep-alive"])}${head("GET", "/me")}`,
    expect: "200, 401 unauthorized",
  },
  "a Next-internal header": {
    send: head("GET", "/me", ["x-middleware-subrequest: proxy:proxy:proxy"]),
    ...unauthorized,
  },
};

for (const [label, { send, expect: expected }] of Object.entries(cases)) {
  test(`on the wire: ${label}`, async ({ api }) => {
    const { answers, closed } = await exchange(api.url, send);
    const seen = answers.map(({ status, text }) => `${status} ${/"code":"(\w+)"/.exec(text)?.[1] ?? ""}`.trim());
    expect(seen.join(", ")).toBe(expected);
    expect(closed, "the connection is closed").toBe(true);
    for (const answer of answers) if (answer.status >= 200) checkEnvelope(answer);
  });
}

test("an offer of HTTP/2 or WebSockets is answered as plain HTTP", async ({ api }) => {
  for (const lines of [
    ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA"],
    ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"],
  ]) {
    const { answers } = await exchange(api.url, head("GET", "/healthz", lines), 1);
    expect(answers.map(({ status }) => status)).toEqual([200]);
  }
});

test("HEAD answers like GET, without a body", async ({ api, org, contract }) => {
  const credential = [`Authorization: Bearer ${org.admin.token}`];
  for (const { path } of contract.operations.filter(({ method, path }) => method === "GET" && !path.includes("{"))) {
    const [got] = (await exchange(api.url, head("GET", path, credential))).answers;
    const { answers } = await exchange(api.url, head("HEAD", path, credential), 10, "HEAD");
    expect(
      answers.map(({ status, text }) => ({ status, text })),
      path,
    ).toEqual([{ status: got?.status, text: "" }]);
    expect(answers[0]?.headers.get("content-type")).toBe(got?.headers.get("content-type"));
  }
});

test("OPTIONS and a 405 list the methods of every path", async ({ contract, api }) => {
  for (const path of new Set(contract.operations.map((one) => one.path))) {
    const methods = contract.operations.filter((one) => one.path === path).map((one) => one.method);
    const target = path.replaceAll(/\{\w+\}/g, "x");
    const options = await api.send("OPTIONS", target);
    const patch = await api.send("PATCH", target);
    const allowed = (options.headers.get("allow") ?? "").split(", ");
    expect(patch.headers.get("allow")).toBe(options.headers.get("allow"));
    const [noDelete, head] = [path === "/org-units/{id}", methods.includes("GET") ? ["HEAD"] : []];
    const expected = [...methods.filter((method) => !(noDelete && method === "DELETE")), ...head, "OPTIONS"];
    expect(allowed.sort(), path).toEqual(expected.sort());
  }
});
