import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { renderMetrics } from "@/lib/metric-registry";
import { connect, head, serve, statuses } from "@/testing/bounded-server";
import { until } from "@/testing/launch";
import { createBoundedServer } from "./http-server";

/** Answers each request with its target and body, a little later, and counts how many it handles at once. */
function counted() {
  const seen = { now: 0, most: 0, targets: [] as (string | undefined)[] };
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    seen.targets.push(request.url);
    seen.most = Math.max(seen.most, ++seen.now);
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    setImmediate(() => response.end(`<${request.url}${body}>`, () => seen.now--));
  };
  return { seen, listener: (...both: [IncomingMessage, ServerResponse]) => void listener(...both) };
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const answered = (text: string) => [...text.matchAll(/<(.*?)>/g)].map(([, answer]) => answer);

test("pipelined requests are handled one at a time and answered in order, with their bodies", async () => {
  const { seen, listener } = counted();
  const port = await serve(listener);
  const body = (index: number) => `-${index}-`.padEnd(30_000, ".");
  const sent = numbers(40).map((index) =>
    index % 2 ? head("GET", `/${index}`) : head("POST", `/${index}`, "Content-Length: 30000") + body(index),
  );
  const client = connect(port, sent.join("") + head("GET", "/last", "Connection: close"));
  await client.closed;
  const expected = numbers(40).map((index) => (index % 2 ? `/${index}` : `/${index}${body(index)}`));
  expect(answered(client.text())).toEqual([...expected, "/last"]);
  expect(seen.most).toBe(1);
});

test("connections do not wait for one another", async () => {
  const held: ServerResponse[] = [];
  const port = await serve(
    (request, response) => void (request.url === "/held" ? held.push(response) : response.end()),
  );
  connect(port, head("GET", "/held"));
  await until("the first to be held", () => held.length === 1);
  const other = connect(port, head("GET", "/", "Connection: close"));
  await other.closed;
  expect(statuses(other.text())).toEqual([200]);
});

test("a client that pipelines requests and reads nothing costs one answer, then is disconnected", async () => {
  const { seen, listener } = counted();
  const port = await serve((request, response) => {
    if (request.url === "/large") response.end("x".repeat(20_000_000));
    else listener(request, response);
  });
  const client = connect(port, head("GET", "/large") + head("GET", "/behind").repeat(40));
  client.socket.pause();
  await until("it to be sent", () => client.socket.bytesWritten > 0);
  const greedy = connect(port, head("GET", "/large") + head("GET", "/behind").repeat(101));
  greedy.socket.pause();
  const ended = new Promise((resolve) => greedy.socket.once("end", resolve).once("error", resolve));
  greedy.socket.resume();
  await ended;
  expect(seen.targets).toEqual([]);
});

test("an answer that the client does not read is aborted, streamed or not; one that it reads slowly is not", async () => {
  const ends: (string | undefined)[] = [];
  const piece = "x".repeat(1_000_000);
  const unreadSeconds = 0.6;
  const port = await serve(
    (request, response) => {
      response.once("close", () => ends.push(request.url));
      if (request.url === "/streamed") {
        const more = () => {
          while (!response.destroyed && response.write(piece));
          response.once("drain", more);
        };
        more();
      } else response.end(piece.repeat(20));
    },
    { unreadSeconds },
  );
  const begun = performance.now();
  for (const target of ["/whole", "/streamed"]) connect(port, head("GET", target)).socket.pause();
  const slow = connect(port, head("GET", "/slow", "Connection: close"));
  const pause = setInterval(() => {
    slow.socket.pause();
    setTimeout(() => slow.socket.resume(), 40);
  }, 50);
  await slow.closed;
  clearInterval(pause);
  expect(slow.text().length).toBeGreaterThan(20 * piece.length);
  await until("both to be aborted", () => ends.length === 3);
  expect(performance.now() - begun).toBeGreaterThanOrEqual(unreadSeconds * 1000 * 0.9);
});

test("a request has ten seconds for its headers and thirty in total", () => {
  const { server } = createBoundedServer(() => {}, { upgrades: false });
  expect(server).toMatchObject({ headersTimeout: 10_000, requestTimeout: 30_000 });
});

const late = /^HTTP\/1\.1 408 .*Content-Type: application\/problem\+json.*"status":408/s;

test.each([
  ["headers that do not end", "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ", { headersTimeout: 300 }, late],
  [
    "a body that trickles in",
    head("POST", "/", "Content-Length: 1000"),
    { headersTimeout: 300, requestTimeout: 600 },
    /^$/,
  ],
])("%s: the request is cut off at its limit", async (_label, sent, limits, expected) => {
  const port = await serve((request) => void request.resume(), {
    limits: { ...limits, connectionsCheckingInterval: 20 },
  });
  const begun = performance.now();
  const client = connect(port, sent);
  const drip = setInterval(() => client.socket.write(" "), 50);
  await client.closed;
  clearInterval(drip);
  const atLeast = Math.max(...Object.values(limits));
  expect(performance.now() - begun).toBeGreaterThanOrEqual(atLeast * 0.9); // cut off at the limit, not refused earlier
  expect(performance.now() - begun).toBeLessThan(atLeast + 5_000);
  expect(client.text()).toMatch(expected);
});

test.each([
  ["the headers of a request", "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ", [408]],
  ["the body of an answered request", head("POST", "/", "Content-Length: 1000"), [200]],
])("a client that never ends %s is cut off, though it does not close its side", async (_label, sent, expected) => {
  const port = await serve((_request, response) => void response.end(), {
    limits: { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 20 },
    lingerSeconds: 0.1,
  });
  const client = connect(port, sent, { allowHalfOpen: true });
  const drip = setInterval(() => client.socket.write("x"), 20);
  await client.closed;
  clearInterval(drip);
  expect(statuses(client.text())).toEqual(expected);
});

test("a body that goes on after its answer is read slowly, to its end", async () => {
  const port = await serve((request, response) => void response.end(`<${request.url}>`));
  const body = "x".repeat(4_000_000);
  const sent = `${head("POST", "/refused", `Content-Length: ${body.length}`)}${body}`;
  const begun = performance.now();
  const clients = ["/a", "/b"].map((next) => connect(port, sent + head("GET", next, "Connection: close")));
  await Promise.all(clients.map(({ closed }) => closed));
  expect(clients.map(({ text }) => answered(text()))).toEqual([
    ["/refused", "/a"],
    ["/refused", "/b"],
  ]);
  expect(performance.now() - begun).toBeGreaterThan(200); // at once, it takes a tenth of that
});

test("an answer that takes long to produce is not aborted", async () => {
  const port = await serve((_request, response) => void setTimeout(() => response.end(), 200), { unreadSeconds: 0.03 });
  const client = connect(port, head("GET", "/", "Connection: close"));
  await client.closed;
  expect(statuses(client.text())).toEqual([200]);
});

test.each([
  ["two Hosts", 400, "Host: x\r\nHost: y"],
  ["the same Host twice", 400, "Host: x\r\nhost: x"],
  ["a broken address as Host", 400, "Host: [::1"],
  ["a user in the Host", 400, "Host: user@x"],
  ["a path in the Host", 400, "Host: x/y"],
  ["two names in the Host", 400, "Host: x, y"],
  ["no Host", 400, "Accept: */*"],
  ["a name as Host", 200, "Host: my_host.example"],
  ["an address and a port as Host", 200, "Host: [::1]:3000"],
  ["an empty Host", 200, "Host:"],
])("a request with %s gets %i", async (_label, status, line) => {
  const port = await serve((_request, response) => void response.end());
  const client = connect(port, `GET / HTTP/1.1\r\n${line}\r\nConnection: close\r\n\r\n`);
  await client.closed;
  expect(statuses(client.text())).toEqual([status]);
});

test("requests are refused while too many are in progress, and the connection is kept", async () => {
  const held: ServerResponse[] = [];
  const listener = (_request: unknown, response: ServerResponse) => void held.push(response);
  const port = await serve(listener, { intake: { burst: 1, crowd: 1, wait: -1 } });
  const first = connect(port, head("GET", "/"));
  await until("the first to be held", () => held.length === 1);
  const second = connect(port, head("GET", "/"));
  await until("a refusal", () => second.text().endsWith("}"));
  expect(second.text()).toMatch(/^HTTP\/1\.1 503 .*\r\nRetry-After: 1\r\n.*"code":"overloaded"/s);
  held[0]?.end();
  await until("the answer", () => statuses(first.text()).length === 1);
  second.socket.write(head("GET", "/", "Connection: close"));
  await until("the second to be taken", () => held.length === 2);
  held[1]?.end();
  await second.closed;
  expect(statuses(second.text())).toEqual([503, 200]);
  expect(renderMetrics()).toContain('leadvibe_gate_refusals_total{gate="requests"} 1');
});

test("requests are refused while memory is full", async () => {
  let full = true;
  const port = await serve((_request, response) => void response.end(), { isFull: () => full });
  const refused = connect(port, head("GET", "/"));
  await refused.closed;
  expect(refused.text()).toMatch(/^HTTP\/1\.1 503 .*\r\nRetry-After: 2\r\n.*"code":"overloaded"/s);
  full = false;
  const taken = connect(port, head("GET", "/", "Connection: close"));
  await taken.closed;
  expect(statuses(taken.text())).toEqual([200]);
});
