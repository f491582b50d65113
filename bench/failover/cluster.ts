import fs from "node:fs";
import path from "node:path";
import { freePort, until } from "@/testing/launch";
import { familyOf, identityOfPostgres, type Program, requirePrograms, send, start, stop } from "./programs";

/** How many seconds a silent primary stays the primary (Patroni's ttl). */
export const TTL = 20;

type Ports = { postgres: number; rest: number };
type Member = { name: string; role: string; state: string };

/** Two PostgreSQL servers under Patroni and etcd, and HAProxy, which leads to the primary. */
export type Cluster = {
  /** Where HAProxy listens. */
  port: number;
  /** The name of the primary. */
  leader(): Promise<string>;
  /** Waits until there is a primary, and a standby that it waits for. */
  whole(): Promise<void>;
  switchOver(): Promise<void>;
  /** Sends a signal to a node's PostgreSQL, and to its Patroni too if `andPatroni`. */
  signal(node: string, signal: NodeJS.Signals, andPatroni?: boolean): void;
  /** Starts a node's Patroni again. */
  revive(node: string): void;
  killEtcd(): void;
  reviveEtcd(): void;
  stop(): Promise<void>;
};

const PASSWORD = "only-on-loopback";

function patroniSettings(name: string, folder: string, { postgres, rest }: Ports, etcd: number, binaries: string) {
  const parameters = {
    wal_level: "replica",
    hot_standby: "on",
    max_connections: 100,
    wal_log_hints: "on",
    shared_buffers: "64MB",
  };
  const login = (username: string) => ({ username, password: PASSWORD });
  return {
    scope: "leadvibe",
    name,
    restapi: { listen: `127.0.0.1:${rest}`, connect_address: `127.0.0.1:${rest}` },
    etcd3: { host: `127.0.0.1:${etcd}` },
    bootstrap: {
      dcs: {
        ttl: TTL,
        loop_wait: 3,
        retry_timeout: 5,
        maximum_lag_on_failover: 1_048_576,
        synchronous_mode: true,
        failsafe_mode: true,
        postgresql: { use_pg_rewind: true, parameters },
      },
      initdb: [{ encoding: "UTF8" }, { locale: "C.UTF-8" }, "data-checksums"],
      pg_hba: ["host replication all 127.0.0.1/32 scram-sha-256", "host all all 127.0.0.1/32 scram-sha-256"],
    },
    postgresql: {
      listen: `127.0.0.1:${postgres}`,
      connect_address: `127.0.0.1:${postgres}`,
      data_dir: path.join(folder, name),
      bin_dir: binaries,
      pgpass: path.join(folder, `${name}.pgpass`),
      authentication: { superuser: login("postgres"), replication: login("replicator"), rewind: login("rewinder") },
      parameters: { unix_socket_directories: folder },
    },
  };
}

const haproxySettings = (port: number, nodes: [string, Ports][]) => `global
  maxconn 400
defaults
  mode tcp
  timeout connect 2s
  timeout client 30m
  timeout server 30m
  timeout check 1s
listen primary
  bind 127.0.0.1:${port}
  option httpchk GET /primary
  http-check expect status 200
  default-server inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions
${nodes.map(([name, { postgres, rest }]) => `  server ${name} 127.0.0.1:${postgres} check port ${rest}`).join("\n")}
`;

/** The owner's URL of a database of the cluster, through HAProxy. */
export const ownerUrlAt = (port: number) => `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`;

/** Starts the cluster in the folder. Throws if a program is missing, with the command that installs it. */
export async function startCluster(folder: string): Promise<Cluster> {
  const binaries = requirePrograms();
  const identity = identityOfPostgres();
  if (identity.uid !== undefined) fs.chownSync(folder, identity.uid, identity.gid ?? 0);
  const [port, etcdPort, peerPort] = [await freePort(), await freePort(), await freePort()];
  const nodes = new Map<string, Ports>();
  for (const name of ["n1", "n2"]) nodes.set(name, { postgres: await freePort(), rest: await freePort() });
  const running = new Map<string, Program>();
  const write = (file: string, text: string) => {
    fs.writeFileSync(path.join(folder, file), text, { mode: 0o644 });
    return path.join(folder, file);
  };
  const run = (name: string, args: string[]) => running.set(name, start(name, args, folder, identity));
  const startEtcd = () => {
    const [client, peer] = [etcdPort, peerPort].map((one) => `http://127.0.0.1:${one}`) as [string, string];
    const urls = ["--listen-client-urls", client, "--advertise-client-urls", client, "--listen-peer-urls", peer];
    run("etcd", ["etcd", "--data-dir", path.join(folder, "etcd"), ...urls]);
  };
  const startPatroni = (name: string) => {
    const settings = patroniSettings(name, folder, nodes.get(name) as Ports, etcdPort, binaries);
    run(name, ["patroni", write(`${name}.yml`, JSON.stringify(settings))]);
  };
  async function members(): Promise<Member[]> {
    for (const { rest } of nodes.values()) {
      const answer = await fetch(`http://127.0.0.1:${rest}/cluster`, { signal: AbortSignal.timeout(2_000) }).catch(
        () => undefined,
      );
      if (answer?.ok) return ((await answer.json()) as { members: Member[] }).members;
    }
    return [];
  }
  const leader = async () => (await members()).find(({ role }) => role === "leader")?.name ?? "";
  const whole = () =>
    until(
      "a primary and its standby",
      async () => {
        const all = await members();
        const roles = all.filter(({ state }) => /running|streaming/.test(state)).map(({ role }) => role);
        return roles.includes("leader") && roles.includes("sync_standby");
      },
      120,
    );
  const postmasterOf = (name: string) =>
    Number(fs.readFileSync(path.join(folder, name, "postmaster.pid"), "utf8").split("\n")[0]);
  async function stopAll(): Promise<void> {
    for (const name of ["haproxy", "n1", "n2", "etcd"]) {
      const program = running.get(name);
      if (program) await stop(program);
    }
    for (const name of nodes.keys()) {
      if (fs.existsSync(path.join(folder, name, "postmaster.pid"))) send(postmasterOf(name), "SIGQUIT");
    }
  }
  try {
    startEtcd();
    startPatroni("n1");
    await until("the first primary", async () => (await leader()) === "n1", 60);
    startPatroni("n2");
    run("haproxy", ["haproxy", "-db", "-f", write("haproxy.cfg", haproxySettings(port, [...nodes]))]);
    await whole();
  } catch (error) {
    await stopAll();
    throw error;
  }
  return {
    port,
    leader,
    whole,
    async switchOver() {
      const from = await leader();
      const { rest } = nodes.get(from) as Ports;
      const body = JSON.stringify({ leader: from });
      const answer = await fetch(`http://127.0.0.1:${rest}/switchover`, { method: "POST", body });
      if (!answer.ok) throw new Error(`Patroni refused the switchover: ${await answer.text()}`);
    },
    signal(name, signal, andPatroni = false) {
      const family = familyOf(postmasterOf(name));
      if (andPatroni) running.get(name)?.signal(signal);
      for (const pid of signal === "SIGKILL" ? family.slice(0, 1) : family) send(pid, signal);
    },
    revive: startPatroni,
    killEtcd: () => running.get("etcd")?.signal("SIGKILL"),
    reviveEtcd: startEtcd,
    stop: stopAll,
  };
}
