import net from "node:net";
import type { Seen } from "./api-contract";

/** The answers received on one connection until the server closed it or `seconds` had passed. */
export type Exchange = { answers: Seen[]; closed: boolean; text: string };

type Chunk = string | Uint8Array;

/** A request's head, with `Host` and `Connection: close` unless `lines` say otherwise; strings are sent as Latin-1. */
export function head(method: string, target: string, lines: string[] = [], version = "1.1"): string {
  const has = (name: string) => lines.some((line) => line.toLowerCase().startsWith(`${name}:`));
  const standard = [...(has("host") ? [] : ["Host: localhost"]), ...(has("connection") ? [] : ["Connection: close"])];
  return `${[`${method} ${target} HTTP/${version}`, ...standard, ...lines].join("\r\n")}\r\n\r\n`;
}

function dechunk(text: string): { body: string; rest: string } {
  let [body, rest] = ["", text];
  for (;;) {
    const line = rest.indexOf("\r\n");
    const length = Number.parseInt(rest.slice(0, line), 16);
    if (line === -1 || Number.isNaN(length)) return { body, rest: "" };
    if (length === 0) return { body, rest: rest.slice(line + 4) };
    body += rest.slice(line + 2, line + 2 + length);
    rest = rest.slice(line + 4 + length);
  }
}

function readAnswer(text: string, bodiless: boolean): { seen: Seen; rest: string } | undefined {
  const end = text.indexOf("\r\n\r\n");
  const [statusLine = "", ...lines] = text.slice(0, end).split("\r\n");
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1]);
  if (end === -1 || Number.isNaN(status)) return undefined;
  const headers = new Headers(lines.map((line) => line.split(/:\s*(.*)/s, 2) as [string, string]));
  const after = text.slice(end + 4);
  if (bodiless || status < 200 || status === 204) return { seen: { status, headers, text: "" }, rest: after };
  const chunked = headers.get("transfer-encoding") === "chunked";
  const length = headers.has("content-length") ? Number(headers.get("content-length")) : after.length;
  const { body, rest } = chunked ? dechunk(after) : { body: after.slice(0, length), rest: after.slice(length) };
  return { seen: { status, headers, text: Buffer.from(body, "latin1").toString() }, rest };
}

/** Reads the answers in the text received on a connection, in order. */
export function readAnswers(text: string, bodiless: boolean): Seen[] {
  const answers: Seen[] = [];
  for (let rest = text; rest !== ""; ) {
    const next = readAnswer(rest, bodiless);
    if (!next) break;
    answers.push(next.seen);
    rest = next.rest;
  }
  return answers;
}

/**
 * Writes chunks to a new connection, byte for byte, and reads until the server closes it or `seconds` have passed. A reset
 * counts as a close.
 */
export function exchange(url: string, chunks: Chunk | Chunk[], seconds = 10, method?: string): Promise<Exchange> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const received: Buffer[] = [];
    const socket = net.connect(Number(port), hostname);
    const finish = (closed: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      const text = Buffer.concat(received).toString("latin1");
      resolve({ answers: readAnswers(text, method === "HEAD"), closed, text });
    };
    const timer = setTimeout(() => finish(false), seconds * 1000);
    socket.on("data", (chunk) => received.push(chunk));
    socket.on("error", () => finish(true));
    socket.on("close", () => finish(true));
    for (const chunk of [chunks].flat()) socket.write(typeof chunk === "string" ? Buffer.from(chunk, "latin1") : chunk);
  });
}
