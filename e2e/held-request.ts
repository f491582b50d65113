import net from "node:net";
import type { Seen } from "./api-contract";
import { head, readAnswers } from "./raw-http";

/** A request that has arrived except for its last byte. */
export type HeldRequest = {
  /** Sends the last byte and reads the answer. */
  finish(): Promise<Seen>;
};

/**
 * Sends a request except for the last byte of its body. Waits for the server to ask for the body, so the request has begun
 * there (RFC 9110 §10.1.1).
 */
export async function holdRequest(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: unknown,
): Promise<HeldRequest> {
  const { hostname, port } = new URL(url);
  const bytes = Buffer.from(JSON.stringify(body));
  const lines = Object.entries({
    ...headers,
    "Content-Type": "application/json",
    "Content-Length": String(bytes.length),
    Expect: "100-continue",
  }).map(([name, value]) => `${name}: ${value}`);
  const socket = net.connect(Number(port), hostname);
  let received = "";
  socket.setEncoding("latin1").on("data", (chunk) => {
    received += chunk;
  });
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  const asked = new Promise<void>((resolve, reject) => socket.once("data", () => resolve()).once("error", reject));
  socket.write(head(method, path, lines, "1.1"));
  await asked;
  socket.write(bytes.subarray(0, -1));
  return {
    async finish() {
      socket.write(bytes.subarray(-1));
      await closed;
      const answer = readAnswers(received, false).at(-1);
      if (!answer) throw new Error("the held request was not answered");
      return answer;
    },
  };
}
