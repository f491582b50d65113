import { expect, test } from "vitest";
import { connect, head } from "@/testing/bounded-server";
import { type Launched, until } from "@/testing/launch";
import { api, demoDirectory, postmasterPid, readDemo, SLOW, startReady } from "@/testing/process";
import { isAlive } from "./postmaster";

const secret = `lnk_${"0".repeat(32)}.${"Ab-_".repeat(11).slice(0, 43)}`;

async function statusOf(server: Launched, method: string, target: string, ...lines: string[]): Promise<number> {
  const client = connect(server.port, head(method, target, "Connection: close", ...lines));
  await until(`an answer to ${method} ${target}`, () => client.socket.closed);
  return Number(client.text().slice(9, 12));
}

test("whatever clients send, the log stays one object per line, and pages are guarded like the API", {
  timeout: SLOW,
}, async () => {
  const server = await startReady({ DATA_DIR: demoDirectory(), LOG_LEVEL: "info" });
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

  server.child.kill("SIGTERM");
  await server.exited;
  const [banner, logged] = [/^(LeadVibe Admin|API reference|Demo sign-in): .*$|^$/, /^\{"level":\d0,.*\}$/];
  const lines = server.stdout().split("\n");
  expect(lines.filter((line) => !banner.test(line) && !logged.test(line))).toEqual([]);
  expect(lines.filter((line) => line.includes("FORGED") && JSON.parse(line).msg === "FORGED")).toEqual([]);
  expect(server.stdout()).toContain('"msg":"refused"');
  expect(server.stdout() + server.stderr()).not.toContain(secret.slice(-43));
  expect(server.stderr()).not.toContain("FORGED");
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
