import path from "node:path";
import postgres, { type Sql } from "postgres";
import { installIn, runIn } from "@/bench/install";
import type { Operation } from "@/bench/operations";
import { anotherDatabase, type Site } from "@/bench/site";
import { startTarget, type Target } from "@/bench/targets";
import { fillBetterAuth, fillNextAuth, type Sizes } from "./seed";

const FOLDER = path.resolve("bench/peers");
const NEXT = path.join(FOLDER, "node_modules/next/dist/bin/next");
const SECRET = "a key for the bench, and for nothing else";

const BUILD_URL = "http://127.0.0.1"; // while nothing is served yet

/** A running server of others, and how to ask it for a page of the members from an offset on. */
export type Peer = { target: Target; page: (offset: (index: number) => number) => Operation };

/** Installs the peers from their own lock, and builds their Next application. */
export function installPeers(): void {
  installIn(FOLDER);
  runIn(FOLDER, process.execPath, [NEXT, "build", "next"], { BETTER_AUTH_SECRET: SECRET, BETTER_AUTH_URL: BUILD_URL });
}

const pageOf = (path: (offset: number) => string, cookie: string) => (offset: (index: number) => number) => ({
  title: "",
  who: "big" as const,
  request: (_tenant: unknown, index: number) => ({ method: "GET", path: path(offset(index)), headers: { cookie } }),
  status: 200,
  leastCharacters: 2_000,
  wanted: {},
});

/** Signs up and makes an organization with Better Auth's API. Returns the session's cookie and the organization's ID. */
async function signUp({ url }: Target): Promise<{ cookie: string; organizationId: string }> {
  const post = async (route: string, body: unknown, cookie = "") => {
    const headers = { "Content-Type": "application/json", Origin: url, Cookie: cookie };
    const answer = await fetch(`${url}/api/auth/${route}`, { method: "POST", headers, body: JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`Better Auth's ${route} answered ${answer.status}: ${text}`);
    return { answer, body: JSON.parse(text) as { id?: string } };
  };
  const account = { name: "Ada Lovelace", email: "ada@bench.test", password: "plum orbit lantern 41" };
  const { answer } = await post("sign-up/email", account);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const { body } = await post("organization/create", { name: "Organization 1", slug: "organization-1" }, cookie);
  return { cookie, organizationId: body.id ?? "" };
}

async function withSql(url: string, work: (sql: Sql) => Promise<void>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await work(sql).finally(() => sql.end());
}

/** Starts the peers on databases of their own in the site's server, filled to those sizes. */
export async function startPeers(site: Site, sizes: Sizes, started: Target[]): Promise<Peer[]> {
  const betterAuth = await anotherDatabase(site, "better_auth");
  const nextAuth = await anotherDatabase(site, "next_auth");
  const env = {
    BETTER_AUTH_SECRET: SECRET,
    BETTER_AUTH_URL: "http://127.0.0.1:{port}",
    BETTER_AUTH_DATABASE_URL: betterAuth.ownerUrl,
    NEXT_AUTH_DATABASE_URL: nextAuth.ownerUrl,
    NEXTAUTH_URL: "http://127.0.0.1:{port}",
    NEXTAUTH_SECRET: SECRET,
  };
  runIn(FOLDER, process.execPath, ["migrate.js"], { ...env, BETTER_AUTH_URL: BUILD_URL });
  const start = async (name: string, args: string[]) => {
    const target = await startTarget({ name, args, env, folder: site.database.folder, readyPath: "/up" });
    started.push(target);
    return target;
  };
  const onNode = await start("Better Auth on node:http", [path.join(FOLDER, "better-auth-server.js")]);
  const inNext = await start("in Next", [NEXT, "start", path.join(FOLDER, "next"), "-H", "127.0.0.1", "-p", "{port}"]);
  const { cookie, organizationId } = await signUp(onNode);
  const token = "a-session-of-the-bench";
  await withSql(betterAuth.ownerUrl, (sql) => fillBetterAuth(sql, sizes, organizationId));
  await withSql(nextAuth.ownerUrl, (sql) => fillNextAuth(sql, sizes, organizationId, token));
  const listMembers = (offset: number) => `/api/auth/organization/list-members?limit=25&offset=${offset}`;
  const ownRoute = (offset: number) => `/api/members?organizationId=${organizationId}&limit=25&offset=${offset}`;
  return [
    { target: onNode, page: pageOf(listMembers, cookie) },
    { target: { ...inNext, name: "Better Auth in Next" }, page: pageOf(listMembers, cookie) },
    {
      target: { ...inNext, name: "next-auth and Drizzle in Next" },
      page: pageOf(ownRoute, `next-auth.session-token=${token}`),
    },
  ];
}
