import fs from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET as me } from "@/app/(api)/me/route";
import { addJob } from "@/db/jobs";
import { withScope } from "@/db/scope";
import { provideEnv } from "@/lib/env";
import { serveMetrics } from "@/server/metrics-host";
import { owner } from "@/testing/database";
import { freePort, until } from "@/testing/launch";
import { makeOrganization, type TestOrganization } from "@/testing/organization";
import { anchorsOf } from "@/testing/references";

const METRICS_TOKEN = "a token for this test";
const closers: (() => Promise<void>)[] = [];
let url: string;
let org: TestOrganization;

const scrape = async (path = "/metrics", method = "GET", token = METRICS_TOKEN) => {
  const response = await fetch(`${url}${path}`, { method, headers: { Authorization: `Bearer ${token}` } });
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
};
const figure = async (series: string) => {
  const line = (await scrape()).text.split("\n").find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length));
};
const ask = (token: string) =>
  me(new Request("http://localhost/me", { headers: { Authorization: `Bearer ${token}` } }), {
    params: Promise.resolve({}),
  });

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  provideEnv({ METRICS_PORT: String(port), METRICS_TOKEN });
  await serveMetrics({ atEnd: (closer) => void closers.push(() => closer(1)) });
  org = await makeOrganization("Figures of Grace Hopper");
});
afterAll(async () => {
  for (const close of closers) await close();
});

test("/metrics is Prometheus's text, for whoever has the token, and there is nothing else", async () => {
  const { status, type, text } = await scrape();
  expect([status, type]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
  const line = /^(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"\n]*"(,\w+="[^"\n]*")*\})? -?[\d.e+-]+)$/;
  expect(
    text
      .trimEnd()
      .split("\n")
      .filter((one) => !line.test(one)),
  ).toEqual([]);
  expect((await scrape("/metrics", "GET", "wrong")).status).toBe(401);
  expect((await scrape("/metrics", "POST")).status).toBe(405);
  expect((await scrape("/")).status).toBe(404);
});

test("a request counts by operation and class of status, a refusal by its code, and nobody is named", async () => {
  const served = 'leadvibe_request_duration_seconds_count{operation="getMe",status="2xx"}';
  const refused = 'leadvibe_refusals_total{code="unauthorized"}';
  const before = [(await figure(served)) ?? 0, (await figure(refused)) ?? 0];
  expect([(await ask(org.token)).status, (await ask("lv_pat_wrong")).status]).toEqual([200, 401]);
  expect([await figure(served), await figure(refused)]).toEqual(before.map((count) => count + 1));
  const { text } = await scrape();
  for (const secret of ["Grace", "Hopper", org.orgId, org.token, "@"]) expect(text).not.toContain(secret);
  expect(text).toMatch(/^leadvibe_request_duration_seconds_bucket\{operation="getMe",status="2xx",le="\+Inf"\} \d+$/m);
});

test("what waits in the database is there: jobs, entries to seal, and replicas that are behind", async () => {
  await withScope(org.admin, (tx) => addJob(tx, "remind_reviewers", { org_id: org.orgId }, `figures ${org.orgId}`));
  expect(await figure('leadvibe_queue_jobs{task="remind_reviewers",state="due"}')).toBeGreaterThan(0);
  await until(
    "the job to wait",
    async () => Number(await figure('leadvibe_queue_oldest_seconds{task="remind_reviewers"}')) > 0,
  );
  expect(await figure("leadvibe_audit_unsealed_seconds")).toBeGreaterThan(0); // the organization's own entry
  expect(await figure("leadvibe_audit_logs_differing")).toBeDefined();
  const slot = `slot_${org.orgId.slice(-12)}`;
  await owner()`select pg_create_physical_replication_slot(${slot}, true)`;
  expect(await figure("leadvibe_replication_lag_bytes")).toBeGreaterThan(0);
  await owner()`select pg_drop_replication_slot(${slot})`;
  expect(await figure("leadvibe_database_up")).toBe(1);
});

const dashboard = JSON.parse(fs.readFileSync("ops/grafana.json", "utf8")) as {
  panels: { title: string; targets: { expr: string }[] }[];
};
const rules = fs
  .readFileSync("ops/alerts.yml", "utf8")
  .split("- alert: ")
  .slice(1)
  .map((text) => ({
    name: text.split("\n")[0] ?? "",
    expr: /^ +expr: (.*)$/m.exec(text)?.[1] ?? "",
    runbook: /runbook: (\S+)/.exec(text)?.[1],
  }));
const shown = dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ name: title, expr })));

test("every metric and label in the dashboard and the alerts exists, and the dashboard shows every metric", async () => {
  await ask(org.token);
  const { text } = await scrape();
  const names = new Set([...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name));
  const metricOf = (name: string) => (names.has(name) ? name : name.replace(/_(bucket|sum|count)$/, ""));
  const used = ({ expr }: { expr: string }) =>
    [...expr.matchAll(/\b(leadvibe|process)_\w+/g)].map(([name]) => metricOf(name));
  const labels = ({ expr }: { expr: string }) => [
    ...[...expr.matchAll(/[{,]\s*(\w+)!?=/g)].map(([, name]) => name),
    ...[...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list]) => (list ?? "").split(/, */)),
  ];
  const source = fs.readFileSync("lib/metrics.ts", "utf8") + text;
  for (const one of [...rules, ...shown]) {
    expect(used(one), one.name).not.toEqual([]);
    expect(
      used(one).filter((name) => !names.has(name)),
      one.name,
    ).toEqual([]);
    const unknown = labels(one).filter(
      (name) =>
        !["le", "instance"].includes(name ?? "") && !source.includes(`${name}"`) && !source.includes(`${name}="`),
    );
    expect(unknown, one.name).toEqual([]);
  }
  const inUse = new Set([...rules, ...shown].flatMap(used));
  expect([...names].filter((name) => !inUse.has(name ?? ""))).toEqual([]);
});

test("every alert has its runbook, and every runbook its alert", () => {
  const page = fs.readFileSync("docs/operations/watch.md", "utf8");
  const anchors = anchorsOf(page);
  for (const { name, runbook } of rules) {
    expect(runbook, name).toBe(`docs/operations/watch.md#${name.toLowerCase()}`);
    expect(anchors, name).toContain(name.toLowerCase());
  }
  const written = [...page.matchAll(/^#### (\w+)$/gm)].map(([, name]) => name);
  expect(written.sort()).toEqual(rules.map(({ name }) => name).sort());
});
