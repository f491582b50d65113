import { once } from "node:events";
import http from "node:http";
import net from "node:net";
import { setImmediate as aTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { createAcceptors } from "./acceptors";

const CROWD = 50;

test("accepts a crowd's connections in a few turns, answers them like the server's own, and none after the end", async () => {
  let accepted = 0;
  const server = http.createServer((_request, response) => response.end("answered"));
  server.on("connection", () => {
    accepted += 1;
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as net.AddressInfo;
  const acceptors = createAcceptors(server);
  await acceptors.open();

  const clients = Array.from({ length: CROWD }, () => net.connect({ port, host: "127.0.0.1" }).setEncoding("utf8"));
  let turns = 0;
  for (; accepted < CROWD; turns += 1) await aTurn();
  expect(turns).toBeLessThan(CROWD / 2);

  const answers = clients.map(async (client) => {
    client.end("GET / HTTP/1.1\r\nHost: x\r\n\r\n"); // a client may end its side before it is answered
    return (await client.toArray()).join("");
  });
  expect((await Promise.all(answers)).filter((answer) => answer.endsWith("answered"))).toHaveLength(CROWD);

  const closed = [acceptors.close(), new Promise((resolve) => server.close(resolve))];
  const refused = net.connect({ port, host: "127.0.0.1" });
  expect((await once(refused, "error"))[0]).toMatchObject({ code: "ECONNREFUSED" });
  await Promise.all(closed);
});
