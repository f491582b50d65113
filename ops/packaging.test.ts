import fs from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { EnvSchema } from "@/lib/env";

const read = (file: string) => fs.readFileSync(file, "utf8");
const known = Object.keys(EnvSchema.shape);

const Service = z.object({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  ports: z.array(z.string()).optional(),
});
const compose = z
  .object({ services: z.record(z.string(), Service) })
  .parse(parse(read("compose.yaml"), { merge: true })).services;
const ours = Object.entries(compose).filter(([, { image }]) => image === "leadvibe-admin");

/** What a service gets once the variables that have no default are set. */
function settingsOf({ environment }: z.output<typeof Service>): Record<string, string> {
  const key = Buffer.alloc(32).toString("base64");
  const fill = (value: string | number) =>
    String(value)
      .replaceAll(/\$\{\w+:-([^}]*)\}/g, "$1")
      .replaceAll(/\$\{\w+(:\?[^}]*)?\}/g, key);
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, fill(value)]));
}

test("compose sets only variables that the product knows, and all that a database of one's own needs", () => {
  expect(ours.map(([name]) => name)).toEqual(["migrate", "app", "worker"]);
  for (const [name, service] of ours) {
    const settings = settingsOf(service);
    expect(
      Object.keys(settings).filter((one) => !known.includes(one)),
      name,
    ).toEqual([]);
    const present = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ""));
    const env = EnvSchema.parse(present);
    expect(env.DATABASE_URL && env.NEXTAUTH_SECRET && env.AUDIT_KEY && env.METRICS_TOKEN, name).toBeTruthy();
    expect(Boolean(env.MIGRATION_DATABASE_URL), name).toBe(name === "migrate"); // one process migrates
    expect([service.read_only, service.cap_drop], name).toEqual([true, ["ALL"]]);
  }
  expect(compose.app?.ports).toEqual(["127.0.0.1:3000:3000"]);
  for (const name of ["NEXTAUTH_SECRET", "AUDIT_KEY", "METRICS_TOKEN"]) {
    expect(read("compose.yaml"), name).toContain(`${name}: \${${name}:?`);
  }
});

test("the image runs as nobody special, has a health check and a list of its parts, and starts what npm start does", () => {
  const stages = read("Dockerfile")
    .split(/^FROM /m)
    .slice(1);
  expect(stages).toHaveLength(2);
  const last = stages[1] ?? "";
  expect(last).toMatch(/^USER 10001:10001$/m);
  expect(last).toMatch(/^HEALTHCHECK .*healthz/m);
  expect(JSON.parse(/^CMD (.*)$/m.exec(last)?.[1] ?? "")).toEqual(["node", "server/run.mjs", "start"]);
  expect(stages[0]).toMatch(/npm prune --omit=dev --no-save && npm sbom /);
  const set = [...last.matchAll(/^ENV (.*)$/gm)].flatMap(([, line]) => line?.split(" ") ?? []);
  for (const one of set) expect(known).toContain(one.split("=")[0]);
  const [oldest] =
    /\d+\.\d+/.exec(
      z.object({ engines: z.object({ node: z.string() }) }).parse(JSON.parse(read("package.json"))).engines.node,
    ) ?? [];
  expect(Number(/node:(\d+)/.exec(read("Dockerfile"))?.[1])).toBeGreaterThanOrEqual(Math.floor(Number(oldest)));
});

test("what a build reads is in the image's context", () => {
  const ignored = read(".dockerignore").split("\n");
  const sources = /const SOURCES = (\[.*\]);/.exec(read("server/build.mjs"))?.[1] ?? "[]";
  expect(JSON.parse(sources)).toContain("app");
  expect(JSON.parse(sources).filter((folder: string) => ignored.includes(folder))).toEqual([]);
  for (const secret of [".env*", ".data", ".git"]) expect(ignored).toContain(secret);
});

test("every command of compose and systemd exists, and the units set only known variables", () => {
  const commands = [...read("server/run.mjs").matchAll(/^ {2}"?([\w-]+)"?: "[\w/-]+\.js",$/gm)].map(([, name]) => name);
  const units = ["ops/leadvibe.service", "ops/leadvibe-worker.service"].map(read);
  const named = [
    ...units.map((unit) => /^ExecStart=.* server\/run\.mjs ([\w-]+)$/m.exec(unit)?.[1]),
    ...ours.flatMap(([, { command }]) => (command ? [command.at(-1)] : [])),
  ];
  expect(named).toEqual(["start", "worker", "db-migrate", "worker"]);
  for (const one of named) expect(commands).toContain(one);
  for (const unit of units) {
    for (const [, name] of unit.matchAll(/^Environment=(\w+)=/gm)) expect(known).toContain(name);
    expect(unit).toMatch(/^NoNewPrivileges=yes$/m);
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(10); // a stop takes ten seconds
  }
});

test("the proxies pass on what the server needs, and buffer nothing", () => {
  const [nginx, caddy] = [read("ops/nginx.conf"), read("ops/Caddyfile")];
  expect(nginx).toContain("X-Forwarded-For $proxy_add_x_forwarded_for;");
  expect(nginx).toContain("proxy_buffering off;");
  expect(Number(/proxy_read_timeout (\d+)s;/.exec(nginx)?.[1])).toBeGreaterThanOrEqual(30);
  expect(caddy).toContain("flush_interval -1");
  for (const proxy of [nginx, caddy]) {
    expect(proxy).toContain("TRUSTED_PROXIES=1");
    expect(Number(/max_(?:body_)?size (\d+)/.exec(proxy)?.[1])).toBeGreaterThan(8); // contract §11: 8 MB for /ingest
  }
});
