import { afterEach, beforeEach, expect, test } from "vitest";
import { GET as me } from "@/app/(api)/me/route";
import { POST as addMembers } from "@/app/(api)/members/batch/route";
import { startTracing } from "@/server/tracing";
import { openCollector } from "@/testing/collector";
import { owner } from "@/testing/database";
import { until } from "@/testing/launch";
import { makeOrganization } from "@/testing/organization";
import { provideEnv } from "./env";
import { renderMetrics } from "./metric-registry";
import { traced, traceIds, traceparent } from "./tracing";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const CALLER = "00f067aa0ba902b7";

let collector: Awaited<ReturnType<typeof openCollector>>;
const ends: (() => Promise<void>)[] = [];

const start = async (share: number) => {
  provideEnv({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER_ARG: String(share) });
  await startTracing({ atEnd: (end) => void ends.push(() => end(1)) });
};
/** Ends tracing, which sends what waits. */
const end = async () => {
  for (const one of ends.splice(0)) await one();
};
beforeEach(async () => {
  collector = await openCollector();
});
afterEach(async () => {
  await end();
  collector.close();
  provideEnv({ OTEL_EXPORTER_OTLP_ENDPOINT: "", OTEL_TRACES_SAMPLER_ARG: "" });
});

const asking = (token: string, body?: object, flags = "01") =>
  new Request("http://localhost/", {
    headers: {
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/json",
      traceparent: `00-${TRACE}-${CALLER}-${flags}`,
    },
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
  });
const context = { params: Promise.resolve({}) };
const valuesOf = (span: (typeof collector.spans)[number]) =>
  Object.fromEntries(span.attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

test("a request continues its caller's trace, down to the database and into its jobs, and no span says who or what", async () => {
  const org = await makeOrganization("Hopper Industries");
  await start(1);
  const person = { email: "grace.hopper@example.com", first_name: "Grace", last_name: "Hopper" };
  const invited = await addMembers(asking(org.token, { role: "viewer", members: [person] }), context);
  expect(invited.status).toBe(200);
  expect((await me(asking("lv_pat_wrong"), context)).status).toBe(401);
  await end();

  const [request] = collector.spans.filter(({ name }) => name === "inviteMembers");
  expect(request).toMatchObject({ traceId: TRACE, parentSpanId: CALLER, kind: 2 });
  expect(request && valuesOf(request)).toMatchObject({
    "http.request.method": "POST",
    "http.response.status_code": 200,
    "leadvibe.request_id": invited.headers.get("x-request-id"),
  });
  const statements = collector.spans.filter(({ parentSpanId }) => parentSpanId === request?.spanId);
  expect(statements.length).toBeGreaterThan(0);
  for (const one of statements) expect(one).toMatchObject({ name: "database", traceId: TRACE, kind: 3 });
  const [job] = await owner()`select payload->>'traceparent' as caller from graphile_worker._private_jobs
    where payload->>'org_id' = ${org.orgId} and payload->>'message_id' is not null`;
  expect(statements.map(({ spanId }) => `00-${TRACE}-${spanId}-01`)).toContain(job?.caller);
  const said = collector.text();
  for (const secret of [org.token, "Hopper", "Grace", "@example", org.orgId, "lv_pat", "select "]) {
    expect(said, secret).not.toContain(secret);
  }
});

test("what a caller has not sampled, and what is beyond the share, is not recorded, but the log can name it", async () => {
  await start(1);
  const { token } = await makeOrganization();
  await me(asking(token, undefined, "00"), context);
  const ids = await traced({ name: "asked", kind: "server", from: `00-${TRACE}-${CALLER}-00` }, async () => [
    traceIds().trace_id,
    traceparent(),
  ]);
  expect(ids).toEqual([TRACE, expect.stringMatching(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-00$`))]);
  await end();
  await start(0);
  await me(asking(token), context);
  await end();
  expect(collector.spans.filter(({ name }) => name === "getMe")).toEqual([]);
});

test("spans that the collector refuses, or that are too many, are counted as lost", async () => {
  await start(1);
  const lost = () => Number(/^leadvibe_spans_total\{result="lost"\} (\d+)$/m.exec(renderMetrics())?.[1] ?? 0);
  const before = lost();
  collector.answer(400);
  const many = Array.from({ length: 5_000 }, () => traced({ name: "one", kind: "server" }, async () => {}));
  await Promise.all(many);
  expect(lost() - before).toBe(5_000 - 4_096);
  await until("the others to be refused", () => lost() - before === 5_000);
  await end();
  expect(collector.spans).toEqual([]);
});

test("without a collector nothing is traced, and a job's payload is what it was", async () => {
  await startTracing({ atEnd: () => expect.unreachable() });
  const inside = await traced({ name: "one", kind: "server" }, async () => [traceIds(), traceparent()]);
  expect(inside).toEqual([{}, undefined]);
});
