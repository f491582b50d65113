import { applicationUrl, loadSecrets } from "@/e2e/seed";
import { startNextHost } from "@/e2e/servers";
import { startWaitCounter } from "@/testing/waits";
import { expect, test } from "./fixtures";
import { bareRoutes, routes } from "./routes";

const MOST = 2;
const VISITS = 8; // a connection has to learn a page's statements, each by a round trip more, and there are two

// A page doesn't wait for its commit, nor for the process's report of rates.
const isWaitedFor = (statement: string) => statement !== "commit" && !statement.includes("report_rates");
/** The shell reads its own data, beside the page. */
const isOfShell = (statements: string[]) => statements.some((statement) => statement.includes("'credential'"));

test("no page of the dashboard waits more than twice for its data", async ({ openAs, world }) => {
  const secrets = loadSecrets(process.env.E2E_DATA_DIR ?? "");
  const counter = await startWaitCounter(applicationUrl(secrets));
  const server = await startNextHost({
    DATABASE_URL: counter.through(applicationUrl(secrets)),
    DATABASE_POOL_SIZE: "2",
    DESIGN_PAGE: "true",
    NEXTAUTH_SECRET: secrets.sessionKey,
  });
  try {
    const visitors = { full: await openAs("full"), empty: await openAs("empty") };
    const tooMany: Record<string, string[][]> = {};
    for (const { name, path, as } of [...routes, ...bareRoutes]) {
      if (!as) continue;
      const visit = () => visitors[as].request.get(`${server.url}${path(world)}`);
      let waits: string[][] | undefined;
      let isShellSeen = false; // of a page that is not found, the answer may end before the shell's
      for (let visits = 0; visits < VISITS && (!waits || waits.length > MOST || !isShellSeen); visits += 1) {
        counter.take();
        await visit();
        const all = counter.take().waits.filter((statements) => statements.some(isWaitedFor));
        waits = all.filter((statements) => !isOfShell(statements));
        isShellSeen ||= all.length > waits.length;
      }
      expect.soft(isShellSeen, `the shell and ${name}`).toBe(true);
      if (waits && waits.length > MOST) tooMany[name] = waits;
    }
    expect(tooMany).toEqual({});
  } finally {
    await server.stop();
    counter.close();
  }
});
