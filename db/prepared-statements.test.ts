import net from "node:net";
import { expect, inject, test } from "vitest";
import { ConfigError } from "@/lib/env";
import { onPort } from "@/testing/organization";
import { openRelay } from "@/testing/relay";
import { verifyPreparedStatements } from "./prepared-statements";

const realPort = Number(new URL(inject("appUrl")).port);
const urlOn = (port: number) => onPort(inject("appUrl"), port);
const sentence = /^Set DATABASE_PREPARE=false: the pooler at 127\.0\.0\.1:\d+ does not keep prepared statements/;

/** A pooler that switches servers: it answers that a prepared statement that is run again is unknown. */
async function openForgetfulPooler(): Promise<net.Server> {
  const bind = "B".charCodeAt(0);
  const nameAt = 6; // after the message's letter, its length and the empty name of the portal
  const server = net.createServer((client) => {
    const upstream = net.connect(realPort, "127.0.0.1");
    upstream.pipe(client).on("error", () => upstream.destroy());
    client.on("close", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
    client.on("data", (data) => {
      if (data[0] === bind && data[nameAt] !== 0) data.write("?", nameAt);
      upstream.write(data);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

test("a server that keeps prepared statements passes", async () => {
  await verifyPreparedStatements(inject("appUrl"));
});

test("a pooler that forgets them is reported in one sentence", async () => {
  const pooler = await openForgetfulPooler();
  const { port } = pooler.address() as net.AddressInfo;
  const verifying = verifyPreparedStatements(urlOn(port));
  await expect(verifying).rejects.toThrow(ConfigError);
  await expect(verifying).rejects.toThrow(sentence);
  pooler.close();
});

test("a pooler that hangs with them is soon reported in the same sentence", async () => {
  const relay = await openRelay(realPort);
  relay.stall();
  const begun = performance.now();
  await expect(verifyPreparedStatements(urlOn(relay.port), { patienceMilliseconds: 200 })).rejects.toThrow(sentence);
  expect(performance.now() - begun).toBeLessThan(2_000);
  await relay.cut();
});
