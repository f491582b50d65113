import type { Sql } from "postgres";
import { expect, test } from "vitest";
import { z } from "zod";
import { until } from "@/testing/launch";
import { api, dataDirectory, ownerDatabase, readDemo, run, SLOW, startReady } from "@/testing/process";
import { signIn } from "@/testing/sign-in";

const Invited = z.object({ org_member_id: z.string() });

test("all keys and passwords of the embedded database are replaced, and nobody is signed out and no link ends", {
  timeout: SLOW,
}, async () => {
  const DATA_DIR = dataDirectory();
  const start = () => startReady({ DATA_DIR, DANGEROUSLY_ALLOW_WEBHOOKS_TO_LOOPBACK: "on" });
  const before = await start();
  const { token, email, password } = readDemo(DATA_DIR);
  const { Cookie } = await signIn(before.url, { email, password });
  const ivy = {
    first_name: "Ivy",
    last_name: "New",
    email: "ivy@acme.test",
    role: "viewer",
    password: "correct horse battery",
  };
  const invited = await api(before, token, "/members", ivy);
  expect(invited.status, await invited.clone().text()).toBe(200);
  const { org_member_id: id } = Invited.parse(await invited.json());
  const copied = await api(before, token, `/members/${id}/invitation/link`, {});
  const { url } = z.object({ url: z.string() }).parse(await copied.json());
  const endpoint = { url: "http://127.0.0.1:9/hook", event_types: ["org_unit.*"] };
  expect((await api(before, token, "/webhook-endpoints", endpoint)).status).toBe(201);
  const { sql, secrets } = ownerDatabase(DATA_DIR);
  const keysIn = async (database: Sql) => (await database`select key from audit_keys`).length;
  await until("a checkpoint", async () => (await keysIn(sql)) === 1, 120);
  await sql.end();
  const busy = await run("keys-rotate", { DATA_DIR }, ["--key", "session"]);
  expect([await busy.exited, busy.stderr()]).toEqual([1, expect.stringMatching(/is in use by the server with pid/)]);
  before.child.kill("SIGTERM");
  await before.exited;

  for (const key of ["session", "data", "audit", "passwords"]) {
    const rotated = await run("keys-rotate", { DATA_DIR }, ["--key", key]);
    expect(await rotated.exited, rotated.stderr()).toBe(0);
    if (key === "data") expect(JSON.parse(rotated.stdout())).toEqual({ rotated: "data", resealed: 1, unreadable: 0 });
  }
  const after = await start();
  const { sql: now, secrets: renewed } = ownerDatabase(DATA_DIR);
  expect(renewed.filter((secret) => secrets.includes(secret))).toHaveLength(0);
  const page = await fetch(`${after.url}/dashboard`, { headers: { Cookie }, redirect: "manual" });
  expect(page.status).toBe(200);
  const link = await fetch(after.url + new URL(url).pathname);
  expect(await link.text()).toContain("ivy@acme.test");
  expect((await api(after, token, "/org-units", { name: "Sealed anew" })).status).toBe(201);
  await until("a checkpoint by the new key", async () => (await keysIn(now)) === 2, 120);
  const delivered = async () => now`select attempts::text as attempts from endpoint_deliveries where tries > 0`;
  await until("a delivery to be tried", async () => (await delivered()).length > 0, 60);
  expect((await delivered())[0]?.attempts).not.toContain("secret_unreadable");
});
