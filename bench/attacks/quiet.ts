import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";

/** How long another organization's requests took meanwhile, in milliseconds, and how many failed. */
export type Quiet = { reads: number[]; signIns: number[]; failures: number };

export type Person = { token: string; email: string; password: string };

const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });

function timed(url: URL, method: string, headers: Record<string, string>, body?: string): Promise<[number, number]> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const done = (status: number) => resolve([status, performance.now() - startedAt]);
    const request = http.request(url, { method, headers, agent, timeout: 20_000 }, (response) => {
      response.resume().once("close", () => done(response.statusCode ?? 0));
    });
    request.once("error", () => done(0)).once("timeout", () => request.destroy());
    request.end(body);
  });
}

/** The thread's input. */
export type Task = { url: string; person: Person; until: number };

/** Lists OUs every 25 ms and signs in every second, pausing after each answer, until the time is over. */
async function askQuietly(url: URL, { token, email, password }: Person, until: number): Promise<Quiet> {
  const quiet: Quiet = { reads: [], signIns: [], failures: 0 };
  const keepOn = async (times: number[], pause: number, ask: () => Promise<[number, number]>) => {
    while (Date.now() < until) {
      const [status, milliseconds] = await ask();
      times.push(milliseconds);
      if (status < 200 || status > 399) quiet.failures += 1;
      await sleep(pause);
    }
  };
  const read = () => timed(new URL("/org-units", url), "GET", { Authorization: `Bearer ${token}` });
  const signIn = () => {
    const headers = { "Content-Type": "application/json", Origin: url.origin };
    return timed(new URL("/sign-in/submit", url), "POST", headers, JSON.stringify({ email, password }));
  };
  await Promise.all([keepOn(quiet.reads, 25, read), keepOn(quiet.signIns, 1_000, signIn)]);
  return quiet;
}

// In its own thread, so that the work of sending the attack does not add to these times.
const { url, person, until } = workerData as Task;
parentPort?.postMessage(await askQuietly(new URL(url), person, until));
