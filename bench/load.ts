import autocannon from "autocannon";
import { cpuSecondsOfTree } from "./cpu";
import type { Operation } from "./operations";
import type { Tenant } from "./seed";
import type { Target } from "./targets";

/** One round of load on a server; CPU seconds are undefined outside Linux. */
export type Sample = {
  requests: number;
  seconds: number;
  latenciesMilliseconds: number[];
  serverCpuSeconds: number | undefined;
  postgresCpuSeconds: number | undefined;
};

type Load = { target: Target; operation: Operation; tenants: Tenant[]; connections: number; postgresPid: number };

const difference = (after: number | undefined, before: number | undefined) =>
  after === undefined || before === undefined ? undefined : after - before;

/**
 * Drives one operation over keep-alive connections, for some seconds or a number of requests; each connection begins with
 * another organization. Throws if a request fails, or an answer is not a 2xx or is too short for the operation.
 */
export async function drive(load: Load, extent: { duration: number } | { amount: number }): Promise<Sample> {
  const { target, operation, tenants, connections, postgresPid } = load;
  const requests = tenants.map((tenant, index) => {
    const request = operation.request(tenant, index);
    return { ...request, path: target.path ?? request.path };
  });
  const leastCharacters = target.path ? 1 : operation.leastCharacters;
  const latenciesMilliseconds: number[] = [];
  let startedAt = 0;
  let lastAnswerAt = 0;
  let clients = 0;
  const serverBefore = cpuSecondsOfTree(target.pid);
  const postgresBefore = cpuSecondsOfTree(postgresPid);
  const run = autocannon({
    url: target.url,
    connections,
    ...extent,
    timeout: 30,
    sampleInt: 50,
    setupClient(client) {
      const first = Math.floor((clients++ * requests.length) / connections);
      client.setRequests([...requests.slice(first), ...requests.slice(0, first)].map((request) => ({ ...request })));
    },
    verifyBody: (body) => body.length >= leastCharacters,
  });
  run.on("start", () => {
    startedAt = performance.now();
  });
  run.on("response", (_client, _status, _bytes, milliseconds) => {
    latenciesMilliseconds.push(milliseconds);
    lastAnswerAt = performance.now();
  });
  const { errors, timeouts, mismatches, non2xx } = await run;
  if (errors + timeouts + mismatches + non2xx > 0) {
    const faults = JSON.stringify({ errors, timeouts, mismatches, non2xx });
    throw new Error(`${target.name}, ${operation.title}: some requests failed: ${faults}`);
  }
  return {
    requests: latenciesMilliseconds.length,
    seconds: (lastAnswerAt - startedAt) / 1000,
    latenciesMilliseconds,
    serverCpuSeconds: difference(cpuSecondsOfTree(target.pid), serverBefore),
    postgresCpuSeconds: difference(cpuSecondsOfTree(postgresPid), postgresBefore),
  };
}
