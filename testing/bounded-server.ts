import type { IncomingMessage, ServerResponse } from "node:http";
import net from "node:net";
import { onTestFinished } from "vitest";
import { createBoundedServer } from "@/server/http-server";

type Listener = (request: IncomingMessage, response: ServerResponse) => void;
type Options = Partial<Parameters<typeof createBoundedServer>[1]>;

/** Serves on a free port until the test ends; returns the port. */
export async function serve(listener: Listener, options: Options = {}): Promise<number> {
  const { server, drain } = createBoundedServer(listener, { upgrades: false, ...options });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => drain(0.1));
  return (server.address() as net.AddressInfo).port;
}

/** Opens a raw connection, with the text received so far and a promise that it closes. */
export function connect(port: number, sent: string, options: { allowHalfOpen?: boolean } = {}) {
  let text = "";
  const socket = net.connect({ port, host: "127.0.0.1", ...options }, () => void socket.write(sent));
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.on("error", () => {}); // a reset counts as a close
  socket.setEncoding("latin1").on("data", (chunk: string) => (text += chunk));
  onTestFinished(() => void socket.destroy());
  return { socket, closed, text: () => text };
}

/** A request's head. The connection stays alive unless `lines` say otherwise. */
export const head = (method: string, target: string, ...lines: string[]) =>
  `${[`${method} ${target} HTTP/1.1`, "Host: x", ...lines].join("\r\n")}\r\n\r\n`;

/** The statuses of the answers in the received text. */
export const statuses = (text: string) =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
