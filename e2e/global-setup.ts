import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { installBrowser } from "./browser";
import { openMailbox } from "./mailbox";
import { applicationUrl, closeSeed, database, loadSecrets } from "./seed";
import { build, type Server, startApiHost, startNextHost } from "./servers";

// The API's tests run without a browser.
function findBrowserOrSay(): void {
  try {
    installBrowser();
  } catch (error) {
    console.error(error);
  }
}

const settings = {
  DANGEROUSLY_ALLOW_WEBHOOKS_TO_LOOPBACK: "on", // so that journeys can receive what is sent
  DESIGN_PAGE: "true", // so that its pictures can be compared
  CORS_ORIGINS: "https://app.example.com, http://127.0.0.1:4", // sites that tests pretend to be
};

// The directory is removed at the end, so no commit needs to wait for the disk.
async function stopWaitingForDisk(): Promise<void> {
  for (const setting of ["fsync", "synchronous_commit", "full_page_writes"]) {
    await database().unsafe(`alter system set ${setting} = off`);
  }
  await database()`select pg_reload_conf()`;
  await closeSeed();
}

/**
 * Builds if needed, finds or installs Chromium before two workers could try at once, and starts both hosts on one embedded
 * database in a new directory, with a stand-in for the mail provider. Workers find them in E2E_API_URL, E2E_NEXT_URL,
 * E2E_DATA_DIR and E2E_MAILBOX_URL. Returns the teardown.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const dataDirectory = await fs.mkdtemp(path.join(os.tmpdir(), "leadvibe-e2e-"));
  const servers: Server[] = [];
  const mailbox = await openMailbox();
  const tearDown = async () => {
    for (const server of servers.toReversed()) {
      await server.stop(); // the API host last, because it owns the database
      if (/"level":[56]0/.test(server.output())) console.error(server.output()); // the cause of a 500 is only in here
    }
    await mailbox.close();
    const cluster = await fs.realpath(path.join(dataDirectory, "cluster")).catch(() => dataDirectory);
    await fs.rm(cluster, { recursive: true, force: true });
    await fs.rm(dataDirectory, { recursive: true, force: true });
  };
  try {
    await build();
    findBrowserOrSay();
    const api = await startApiHost({ DATA_DIR: dataDirectory, ...mailbox.env, ...settings });
    servers.push(api);
    const secrets = loadSecrets(dataDirectory);
    const keys = { NEXTAUTH_SECRET: secrets.sessionKey, DATA_KEY: secrets.dataKey };
    const shared = { DATABASE_URL: applicationUrl(secrets), ...keys };
    const next = await startNextHost({ ...shared, ...mailbox.env, ...settings });
    servers.push(next);
    const addresses = { E2E_API_URL: api.url, E2E_NEXT_URL: next.url, E2E_MAILBOX_URL: mailbox.url };
    Object.assign(process.env, { ...addresses, E2E_DATA_DIR: dataDirectory });
    await stopWaitingForDisk();
    return tearDown;
  } catch (error) {
    await tearDown();
    throw error;
  }
}
