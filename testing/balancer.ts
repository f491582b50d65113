import http from "node:http";
import type net from "node:net";
import { until } from "./launch";

type Target = { port: number; open: number };

/** A request that reached a server and got no whole answer. */
export type Cut = { port: number; what: string };

const BUILT = "/_next/static/";

async function readBody(request: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/**
 * A balancer as docs/operations/run.md asks for: each request goes to the next server, whoever sends it. If a server refuses the
 * connection, it is taken out and the next one gets the request. A file that one build lacks is asked of another server.
 */
export async function openBalancer() {
  const targets: Target[] = [];
  const cuts: Cut[] = [];
  let turn = 0;
  const takeOut = (target: Target) => targets.includes(target) && targets.splice(targets.indexOf(target), 1);

  function pass(request: http.IncomingMessage, response: http.ServerResponse, body: Buffer, tried: Target[]): void {
    const { method, url = "/", socket } = request;
    const left = targets.filter((one) => !tried.includes(one));
    const target = left[turn++ % left.length];
    if (!target) return void response.writeHead(502).end("no server is left");
    const { connection: _hop, ...kept } = request.headers;
    const headers = { ...kept, "x-forwarded-for": socket.remoteAddress };
    const onward = http.request({ host: "127.0.0.1", port: target.port, method, path: url, headers, agent: false });
    const again = () => pass(request, response, body, [...tried, target]);
    const cut = () => {
      cuts.push({ port: target.port, what: `${method} ${url}` });
      response.destroy();
    };
    target.open += 1;
    onward.once("close", () => (target.open -= 1));
    onward.once("error", ({ code }: NodeJS.ErrnoException) => {
      if (code !== "ECONNREFUSED") return cut();
      takeOut(target);
      again();
    });
    onward.once("response", (answer) => {
      if (answer.statusCode === 404 && url.startsWith(BUILT) && left.length > 1)
        return void answer.resume().once("end", again);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.once("error", cut).pipe(response);
    });
    onward.end(body);
  }

  const server = http.createServer((request, response) => {
    void readBody(request).then((body) => pass(request, response, body, []));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${(server.address() as net.AddressInfo).port}`,
    /** The requests that were cut off so far. */
    cuts: cuts as readonly Cut[],
    /** Takes in a server that is ready. */
    add: ({ port }: { port: number }) => void targets.push({ port, open: 0 }),
    /** Sends nothing more to a server, and waits for the requests that it has. */
    async remove({ port }: { port: number }): Promise<void> {
      const target = targets.find((one) => one.port === port);
      if (!target) return;
      takeOut(target);
      await until("its requests to end", () => target.open === 0);
    },
    close(): void {
      server.close();
      server.closeAllConnections();
    },
  };
}
