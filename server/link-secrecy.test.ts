import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { api, demoDirectory, readDemo, SLOW, startReady } from "@/testing/process";

const initial = "handed over on paper";
const common = "password1234";
const own = "a password of my own";

test("no log contains a link, the page it opens or the password chosen there", { timeout: SLOW }, async () => {
  const DATA_DIR = demoDirectory();
  const server = await startReady({ DATA_DIR, LOG_LEVEL: "trace" });
  const { token } = readDemo(DATA_DIR);
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

  const invited = await add("nora@example.com");
  const { url } = await ask(Url, `/members/${invited.org_member_id}/invitation/link`, {});
  await add("ida@example.com");
  const signedIn = await post("/sign-in/submit", { email: "ida@example.com", password: initial });
  const paths = [new URL(url).pathname, Url.parse(await signedIn.json()).url];

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

  server.child.kill("SIGTERM");
  await server.exited;
  const written = server.stdout() + server.stderr() + fs.readFileSync(path.join(DATA_DIR, "postgres.log"), "utf8");
  expect(written).toContain("copyInvitationLink"); // logging is on
  const codes = paths.map((one) => one.slice(-43));
  for (const secret of [...codes, initial, common, own, "/lnk_"]) expect(written).not.toContain(secret);
});
