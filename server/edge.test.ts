import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { connect, head } from "@/testing/bounded-server";
import { type Launched, launch, temporaryDataDirectory, until } from "@/testing/launch";
import { api, copyDemo, demoDirectory, postmasterPid, readDemo, SLOW, startReady } from "@/testing/process";
import { isAlive } from "./postmaster";

const secret = `lnk_${"0".repeat(32)}.${"Ab-_".repeat(11).slice(0, 43)}`;

async function statusOf(server: Launched, method: string, target: string, ...lines: string[]): Promise<number> {
  const client = connect(server.port, head(method, target, "Connection: close", ...lines));
  await until(`an answer to ${method} ${target}`, () => client.socket.closed);
  return Number(client.text().slice(9, 12));
}

const initial = "handed over on paper";
const common = "password1234";
const own = "a password of my own";

describe("a server that logs everything", () => {
  const { directory, remove } = temporaryDataDirectory();
  let server: Launched;
  let paths: string[] = [];

  beforeAll(async () => {
    copyDemo(directory);
    server = await launch("start", { DATA_DIR: directory, LOG_LEVEL: "trace" });
    await server.ready();
  }, SLOW);
  afterAll(async () => {
    server.child.kill("SIGKILL");
    await server.exited;
    remove();
  });

  test("guards its pages like the API, whatever clients send", async () => {
    const forged = encodeURIComponent('\n{"level":30,"msg":"FORGED"}\n');
    const image = `/_next/image?url=%2Finvitation%2F${secret}${forged}&w=64&q=75`;
    expect(await statusOf(server, "GET", image)).toBe(404);
    expect(await statusOf(server, "GET", `/sign-in?callbackUrl=${forged}&error=${forged}`)).toBe(200);
    expect(await statusOf(server, "GET", `/invitation/${secret}${forged}`)).toBe(200);
    expect(await statusOf(server, "GET", `/api/auth/error?error=${forged}`)).toBeLessThan(500);
    expect(await statusOf(server, "GET", "/sign-in", "Next-Router-State-Tree: %5B", "RSC: 1")).toBe(307);
    expect(await statusOf(server, "POST", "/sign-in", "Content-Length: 0", `Next-Action: ${forged}`)).toBe(404);
    for (const method of ["PUT", "DELETE", "PROPFIND"]) expect(await statusOf(server, method, "/sign-in")).toBe(405);
    expect(await statusOf(server, "GET", "/sign-in", "Host: y")).toBe(400);
    expect(await statusOf(server, "POST", "/sign-in/submit", "Content-Length: 12000000")).toBe(413);
    expect(await statusOf(server, "POST", "/sign-in/submit", "Transfer-Encoding: chunked\r\n\r\n0")).toBeLessThan(500);
  });

  test("opens the page of a link until a password has been chosen there", async () => {
    const { token } = readDemo(directory);
    const ask = async <T extends z.ZodType>(shape: T, target: string, body?: unknown): Promise<z.output<T>> =>
      shape.parse(await (await api(server, token, target, body)).json());
    const Url = z.object({ url: z.string() });
    const post = (target: string, body: object) =>
      fetch(server.url + target, {
        method: "POST",
        headers: { Origin: `http://localhost:${server.port}`, "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
    const person = { first_name: "Nora", last_name: "Visser", role: "viewer", password: initial };
    const add = (email: string) => ask(z.object({ org_member_id: z.string() }), "/members", { ...person, email });

    const [nora, ida] = ["nora", "ida"].map((name) => `${name}.${Date.now()}@example.com`) as [string, string];
    const invited = await add(nora);
    const { url } = await ask(Url, `/members/${invited.org_member_id}/invitation/link`, {});
    await add(ida);
    const signedIn = await post("/sign-in/submit", { email: ida, password: initial });
    paths = [new URL(url).pathname, Url.parse(await signedIn.json()).url];

    for (const [page, submit] of [
      [paths[0] ?? "", "/invitation/submit"],
      [paths[1] ?? "", "/choose-password/submit"],
    ] as const) {
      const secret = page.split("/").at(-1);
      const choose = async (password: string) =>
        (await post(submit, { token: secret, first_name: "Nora", last_name: "Visser", password })).status;
      const isLive = async (target: string) => (await (await fetch(server.url + target)).text()).includes("<form");
      expect([await isLive(page), await isLive(`${page}x`), await isLive(`${page}?error=%00`)]).toEqual([
        true,
        false,
        true,
      ]);
      expect([await choose(common), await choose(own), await choose(own)]).toEqual([400, 200, 404]);
      expect(await isLive(page)).toBe(false);
    }
  });

  test("writes one object per line, and no link, page that it opens or password chosen there", async () => {
    server.child.kill("SIGTERM");
    await server.exited;
    const [banner, logged] = [/^(LeadVibe Admin|API reference|Demo sign-in): .*$|^$/, /^\{"level":\d0,.*\}$/];
    const lines = server.stdout().split("\n");
    expect(lines.filter((line) => !banner.test(line) && !logged.test(line))).toEqual([]);
    expect(lines.filter((line) => line.includes("FORGED") && JSON.parse(line).msg === "FORGED")).toEqual([]);
    expect(server.stdout()).toContain('"msg":"refused"');
    expect(server.stdout() + server.stderr()).not.toContain(secret.slice(-43));
    expect(server.stderr()).not.toContain("FORGED");

    const written = server.stdout() + server.stderr() + fs.readFileSync(path.join(directory, "postgres.log"), "utf8");
    expect(written).toContain("copyInvitationLink"); // logging is on
    const codes = paths.map((one) => one.slice(-43));
    expect(codes).toHaveLength(2);
    for (const secret of [...codes, initial, common, own, "/lnk_"]) expect(written).not.toContain(secret);
  });
});

test("when nobody reads its log any more, the server keeps serving and stops cleanly", {
  timeout: SLOW,
}, async () => {
  const DATA_DIR = demoDirectory();
  const server = await startReady({ DATA_DIR, LOG_LEVEL: "info" });
  const { token } = readDemo(DATA_DIR);
  server.child.stdout?.pause();
  const request = head("GET", "/healthz").repeat(50);
  for (let round = 0; round < 60; round++) {
    const client = connect(server.port, request);
    await until("all to be answered", () => client.text().split("HTTP/1.1 200").length === 51);
    client.socket.destroy();
  }
  expect((await api(server, token, "/me")).status).toBe(200);
  const exited = new Promise((resolve) => server.child.once("exit", resolve));
  const postmaster = postmasterPid(DATA_DIR);
  const startedAt = Date.now();
  server.child.kill("SIGTERM");
  expect(await exited).toBe(0);
  expect(Date.now() - startedAt).toBeLessThan(10_000);
  expect(isAlive(postmaster)).toBe(false);
  server.child.stdout?.resume();
});
