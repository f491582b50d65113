import fs from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { type Installation, install } from "@/testing/installation";
import { type Launched, until } from "@/testing/launch";
import { beginLoad, type Credential } from "@/testing/mixed-load";
import { kill, run, SLOW, startReady } from "@/testing/process";
import { signIn } from "@/testing/sign-in";

const PASSWORD = "correct horse battery staple";
const bearer = (token: string): Credential => ({ Authorization: `Bearer ${token}` });

/** Sends one request to one of the servers. */
async function ask({ url }: Launched, credential: Credential, method: string, path: string, body?: object) {
  const headers = { ...credential, ...(body ? { "Content-Type": "application/json" } : {}) };
  return fetch(url + path, { method, headers, redirect: "manual", ...(body ? { body: JSON.stringify(body) } : {}) });
}

/** Adds an active member who can sign in. Returns their ID. */
async function addPerson({ sql }: Installation, server: Launched, admin: Credential, person: object): Promise<string> {
  const added = await ask(server, admin, "POST", "/members", { ...person, password: PASSWORD });
  const { org_member_id: id } = z.object({ org_member_id: z.string() }).parse(await added.json());
  await sql.begin(async (tx) => {
    await tx`select set_config('app.member_id', ${id}, true)`;
    await tx`update members set accepted_at = now() where org_member_id = ${id}`;
  });
  return id;
}

test("three servers and a worker on one database are killed in turn under load: nothing acknowledged is lost or done twice, and nobody is signed out", {
  timeout: SLOW,
}, async () => {
  const built = (name: string) => fs.readFileSync(`.next/${name}`, "utf8");
  const installation = await install();
  const { env, sql, balancer, standIn, organization } = installation;
  const { unit_id: unitId, token } = organization;
  const start = async () => {
    const server = await startReady({ ...env, WORKER_CONCURRENCY: "1" });
    balancer.add(server);
    return server;
  };
  const servers = await Promise.all([start(), start(), start()]);
  let worker = await run("worker", env);
  expect(built("BUILD_ID")).toBe(built("leadvibe-sources")); // so that servers which built for themselves are the same one
  const sessions = await Promise.all([1, 2, 3].map(() => signIn(balancer.url, organization)));
  const load = beginLoad(balancer.url, unitId, [...sessions, bearer(token), bearer(token), bearer(token)]);

  const invited = Array.from({ length: 300 }, (_, n) => ({ email: `invitee${n}@example.com` }));
  const invite = ask(servers[0] as Launched, bearer(token), "POST", "/members/batch", {
    role: "viewer",
    members: invited,
  });
  expect((await invite).status).toBe(200);
  const killed: number[] = [];
  for (const index of servers.keys()) {
    await load.more(200);
    const server = servers[index] as Launched;
    killed.push(server.port);
    await kill(server);
    await kill(worker);
    await load.more(200);
    [servers[index], worker] = await Promise.all([start(), run("worker", env)]);
  }
  await load.more(200);
  await load.stop();

  const { seen } = load;
  console.info(`${seen.requests} requests, ${seen.repeated} of them cut off and repeated:`, seen.statuses);
  expect(seen.unexpected).toEqual([]);
  expect(balancer.cuts.filter(({ port }) => !killed.includes(port))).toEqual([]);
  const units = await sql<{ name: string }[]>`select name from org_units where not is_default`;
  expect(units.map(({ name }) => name).sort()).toEqual([...seen.units].sort());
  const [events] = await sql`select count(*)::int as kept from events`;
  expect(events?.kept).toBe(seen.events);
  const sent = () => standIn.accepted.flatMap(({ to }) => to.filter((address) => address.startsWith("invitee")));
  await until("every invitation to be sent", () => sent().length >= invited.length);
  expect(sent().sort()).toEqual(invited.map(({ email: address }) => address).sort());

  await sameEverywhere(installation, servers, bearer(token));
});

/** Changes access on the first server, and asks every server. */
async function sameEverywhere(installation: Installation, servers: Launched[], admin: Credential): Promise<void> {
  const [first, ...others] = servers as [Launched, ...Launched[]];
  const { balancer } = installation;
  const everywhere = (credential: Credential, path: string) =>
    Promise.all(servers.map(async (server) => (await ask(server, credential, "GET", path)).status));
  const person = { first_name: "Ivy", last_name: "New", email: "ivy@acme.test", role: "admin" };
  const id = await addPerson(installation, first, admin, person);
  const ivy = await signIn(others[0]?.url ?? "", { email: person.email, password: PASSWORD }, balancer.url);
  expect(await everywhere(ivy, "/messages")).toEqual([200, 200, 200]);
  const current = await ask(first, ivy, "GET", "/dashboard/current");
  const known = { ...ivy, "If-None-Match": current.headers.get("etag") ?? "" };
  expect(await everywhere(known, "/dashboard/current")).toEqual([304, 304, 304]);

  expect((await ask(first, admin, "PUT", `/members/${id}`, { ...person, role: "viewer" })).status).toBe(204);
  expect(await everywhere(ivy, "/messages")).toEqual([403, 403, 403]);
  expect(await everywhere(known, "/dashboard/current")).toEqual([204, 204, 204]);

  const made = await ask(first, admin, "POST", "/settings/tokens", { name: "Short" });
  const { token, id: tokenId } = z.object({ token: z.string(), id: z.string() }).parse(await made.json());
  expect(await everywhere(bearer(token), "/me")).toEqual([200, 200, 200]);
  expect((await ask(first, admin, "DELETE", `/settings/tokens/${tokenId}`)).status).toBe(204);
  expect(await everywhere(bearer(token), "/me")).toEqual([401, 401, 401]);

  expect((await ask(first, admin, "DELETE", `/members/${id}`)).status).toBe(204);
  expect(await everywhere(ivy, "/me")).toEqual([401, 401, 401]);
  expect(await everywhere(ivy, "/dashboard/current")).toEqual([401, 401, 401]);
}
