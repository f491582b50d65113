import http from "node:http";
import type { AddressInfo } from "node:net";

/** A delivery as the receiver got it. */
export type Received = { id: string; body: string; headers: Record<string, string>; type: string };
type Respond = (response: http.ServerResponse, received: Received) => void;

export type Receiver = {
  url: string;
  /** Everything that has arrived, in its order. */
  received: Received[];
  /** How the following deliveries are answered. */
  respond: Respond;
  close(): void;
};

/** Answers with this status, and maybe headers and a body. */
export const status =
  (code: number, headers: Record<string, string> = {}, body = ""): Respond =>
  (response) =>
    response.writeHead(code, headers).end(body);

/** Gives no answer. */
export const hang: Respond = () => {};

/** Begins an answer that never ends. */
export const endless: Respond = (response) => {
  response.writeHead(200);
  const write = () => {
    if (response.destroyed) return;
    if (response.write("x".repeat(65_536))) setImmediate(write);
    else response.once("drain", write);
  };
  write();
};

/** Answers with something that is not HTTP. */
export const garbage: Respond = (response) => response.socket?.end("\0\0 hello, is it me\r\n\r\n");

/** Starts a server that takes webhooks on 127.0.0.1, until it is closed. */
export async function openReceiver(respond: Respond = status(204)): Promise<Receiver> {
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = request.headers as Record<string, string>;
    const body = Buffer.concat(chunks).toString("utf8");
    const one = { id: headers["webhook-id"] ?? "", body, headers, type: JSON.parse(body).type as string };
    receiver.received.push(one);
    receiver.respond(response, one);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  const receiver: Receiver = { url: `http://127.0.0.1:${port}/hook`, received: [], respond, close };
  server.unref(); // it ends with the tests, if nobody closes it before
  return receiver;
}
