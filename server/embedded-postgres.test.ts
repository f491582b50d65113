import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { expect, test } from "vitest";
import { ConfigError } from "@/lib/env";
import { until } from "@/testing/launch";
import { afterTest, dataDirectory, demoDirectory, postmasterPid } from "@/testing/process";
import { locateCluster } from "./cluster";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { adoptOrLaunch, findServer, stopPostmaster } from "./postmaster";

const start = (directory: string) => startEmbeddedPostgres({ dataDirectory: directory, purpose: "server" });

async function refusal(directory: string): Promise<string> {
  const error: unknown = await start(directory).catch((reason) => reason);
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).message;
}

test("a data directory that cannot be one, has lost its secrets or belongs to another PostgreSQL is refused in one sentence and left as it was", async () => {
  expect(await refusal("/dev/null/data")).toBe(
    "The data directory /dev/null/data cannot be written (ENOTDIR); give it to this user, or set DATA_DIR.",
  );
  const directory = demoDirectory();
  const at = (name: string) => path.join(directory, name);
  const there = fs.readdirSync(directory);
  fs.renameSync(at("secrets.json"), at("kept.json"));
  expect(await refusal(directory)).toMatch(/secrets\.json is missing, .* restore it from your backup\.$/);
  fs.renameSync(at("kept.json"), at("secrets.json"));
  expect(fs.readdirSync(directory)).toEqual(there);

  fs.writeFileSync(at("cluster/PG_VERSION"), "99\n");
  expect(await refusal(directory)).toBe(`The embedded database did not start; its log ${at("postgres.log")} says why.`);
  expect(fs.readFileSync(at("postgres.log"), "utf8")).toMatch(/initialized by PostgreSQL version 99/);
  expect([postmasterPid(directory), fs.existsSync(at("owner.json"))]).toEqual([0, false]);
});

test("a cluster that cannot be created is explained in one sentence, and no draft is left behind, not even by a killed start", async () => {
  const directory = dataDirectory();
  fs.mkdirSync(path.join(directory, "cluster.draft-old/base"), { recursive: true });
  fs.writeFileSync(path.join(directory, "cluster"), "in the way");
  const refused = await refusal(directory);
  expect(refused).toMatch(/^The embedded database could not be created in .*\/cluster: .*(ENOTDIR|Permission denied)/);
  expect(fs.readdirSync(directory).sort()).toEqual(["cluster", "secrets.json"]);
});

test("secrets of an earlier version get the keys that they lack, those of a later one stay, and each key stands for its variable", async () => {
  const directory = demoDirectory();
  const file = path.join(directory, "secrets.json");
  const { audit_key: _, ...earlier } = JSON.parse(fs.readFileSync(file, "utf8"));
  fs.writeFileSync(file, JSON.stringify({ ...earlier, data_key_old: "old", later: "stays" }));
  const server = await start(directory);
  await server.stop();
  const { audit_key: made, ...others } = JSON.parse(fs.readFileSync(file, "utf8"));
  expect(others).toEqual({ ...earlier, data_key_old: "old", later: "stays" });
  expect(Buffer.from(made, "base64")).toHaveLength(32);
  const { nextauth_secret: NEXTAUTH_SECRET, data_key: DATA_KEY } = earlier;
  expect(server.keys).toEqual({ NEXTAUTH_SECRET, DATA_KEY, DATA_KEY_OLD: "old", AUDIT_KEY: made });
});

test("the database's port is below the range for outgoing connections, and if it is taken, the database starts on it once it is free", async () => {
  const directory = demoDirectory();
  const cluster = locateCluster(directory);
  const first = await adoptOrLaunch(cluster, {});
  const { port } = first;
  expect(port).toBeLessThan(32_768); // Linux begins there, others higher
  await stopPostmaster(first.pid, 5);
  const holder = net.createServer();
  await new Promise<void>((resolve) => holder.listen(port, "127.0.0.1", resolve));
  afterTest(() => holder.close());
  const launched = adoptOrLaunch(cluster, {}, undefined, port);
  const log = path.join(directory, "postgres.log");
  await until("an attempt", () => fs.existsSync(log) && fs.readFileSync(log, "utf8").includes("any TCP"));
  holder.close();
  const { pid } = await launched;
  afterTest(() => stopPostmaster(pid, 5));
  expect(findServer(directory)).toEqual({ pid, port, isReady: true });
});
