import { Resolver } from "node:dns/promises";
import http, { type IncomingMessage, type RequestOptions } from "node:http";
import https from "node:https";
import { isIPv6 } from "node:net";
import { literalAddress } from "./public-address";
import { isTargetAddress } from "./webhook-target";

/** What came of a request: an answer with the beginning of its body, or why there was none, as a short code. */
export type Posted = { status: number; answer: string; retryAfterSeconds: number } | { status: null; error: string };

export type PostLimits = {
  /** For everything, from the look-up of the name to the end of the answer. */
  milliseconds: number;
  /** The part of the answer's body that is read. */
  answerBytes: number;
  /** The addresses of a host's name. */
  resolve: (host: string) => Promise<string[]>;
};

/** The addresses of a name by DNS. It waits in no thread, of which passwords and files need the few that there are. */
export async function resolveHost(host: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  return found.flatMap((family) => (family.status === "fulfilled" ? family.value : []));
}

class NotPublic extends Error {
  readonly code = "not_public";
}
class NotFound extends Error {
  readonly code = "name_not_found";
}

// Checked where the connection takes the addresses from, so that a name cannot have others by then (DNS rebinding).
function lookupOf(resolve: PostLimits["resolve"]): NonNullable<RequestOptions["lookup"]> {
  return (host, { all }, give) => {
    const found = resolve(host).then((addresses) => {
      const [first] = addresses;
      if (first === undefined) throw new NotFound();
      if (!addresses.every(isTargetAddress)) throw new NotPublic();
      const list = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
      return () => (all ? give(null, list) : give(null, first, isIPv6(first) ? 6 : 4));
    });
    found.then(
      (answer) => answer(),
      (error: Error) => give(error, ""),
    );
  };
}

function codeOf(error: NodeJS.ErrnoException, isLate: boolean): string {
  const code = error.code ?? "";
  if (error instanceof NotPublic || error instanceof NotFound) return code;
  if (isLate) return "timeout";
  if (code === "ECONNREFUSED") return "connection_refused";
  if (/^HPE_/.test(code)) return "not_http";
  return /TLS|SSL|CERT|SIGNATURE|ISSUER/.test(code) ? "tls_failed" : "no_answer";
}

function secondsOf(retryAfter: string | undefined): number {
  if (retryAfter === undefined) return 0;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}

/** The beginning of the body; the connection is closed once enough has arrived. */
function readAnswer(response: IncomingMessage, bytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  response.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= bytes) response.destroy();
  });
  response.on("error", () => {}); // cut off: what has arrived is the answer
  return new Promise((resolve) => {
    response.once("close", () =>
      resolve(Buffer.concat(chunks).subarray(0, bytes).toString("utf8").replaceAll("\0", "\ufffd")),
    );
  });
}

/**
 * Sends a body to a URL that somebody else has chosen: once, without following redirects, on a connection of its own, and to a
 * public address only. Never throws; `signal` ends it early.
 */
export function postOnce(
  url: string,
  headers: Record<string, string>,
  body: string,
  { milliseconds, answerBytes, resolve }: PostLimits,
  signal: AbortSignal,
): Promise<Posted> {
  if (signal.aborted) return Promise.resolve({ status: null, error: "no_answer" });
  const target = new URL(url);
  const literal = literalAddress(target); // is not looked up
  if (literal !== undefined && !isTargetAddress(literal)) return Promise.resolve({ status: null, error: "not_public" });
  const late = AbortSignal.timeout(milliseconds);
  const options = { method: "POST", agent: false, lookup: lookupOf(resolve), signal: late };
  return new Promise((settle) => {
    const length = String(Buffer.byteLength(body));
    const { request: open } = target.protocol === "https:" ? https : http;
    const request = open(target, { ...options, headers: { ...headers, "content-length": length } });
    // Not AbortSignal.any, which would keep something of each request for as long as `signal` lives.
    const leave = () => request.destroy();
    signal.addEventListener("abort", leave);
    let isAnswered = false;
    request.on("response", async (response) => {
      isAnswered = true;
      const { statusCode: status = 0, headers: given } = response;
      const answer = await readAnswer(response, answerBytes);
      settle({ status, answer, retryAfterSeconds: secondsOf(given["retry-after"]) });
    });
    request.on("error", (error) => {
      if (!isAnswered) settle({ status: null, error: codeOf(error, late.aborted) });
    });
    request.on("close", () => {
      signal.removeEventListener("abort", leave);
      if (!isAnswered) settle({ status: null, error: "no_answer" });
    });
    request.end(body);
  });
}
