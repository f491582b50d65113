import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openReceiver, type Receiver } from "@/testing/webhook-receiver";
import { provideEnv } from "./env";
import { postOnce } from "./post-once";
import { isPublicAddress } from "./public-address";
import { targetFault } from "./webhook-target";

// Ways to write an address that is not public. PORT is one where a server listens, on this machine.
const hostile = [
  ..."127.0.0.1 [::1] [::ffff:127.0.0.1] 2130706433 0x7f.1 0177.0.0.1 127.1 0 [::] 169.254.169.254 [fd00::1]".split(
    " ",
  ),
  ..."[64:ff9b::7f00:1] [::127.0.0.1] [fe80::1] [2002:7f00:1::] [2001:0:7f00:1::] ①②⑦.⓪.⓪.① 192.88.99.1".split(" "),
  ..."[ff02::1] [100::1] [5f00::1] 10.1.2.3 172.16.0.1 192.168.1.1 100.64.0.1 198.18.0.1 224.0.0.1 255.255.255.255".split(
    " ",
  ),
];

let receiver: Receiver;
let port: string;
beforeAll(async () => {
  receiver = await openReceiver();
  port = new URL(receiver.url).port;
});
beforeEach(() => {
  receiver.received.length = 0;
  provideEnv({ DANGEROUSLY_ALLOW_WEBHOOKS_TO_LOOPBACK: "off" });
});
afterAll(() => expect(receiver.received.map(({ type }) => type)).not.toContain("hostile"));

const never = new AbortController().signal;
const post = (url: string, addresses: string[] = [], type = "hostile") => {
  let lookUps = 0;
  const resolve = async () => {
    lookUps += 1;
    return addresses;
  };
  const limits = { milliseconds: 2_000, answerBytes: 10, resolve };
  return postOnce(url, {}, JSON.stringify({ type }), limits, never).then((posted) => ({ posted, lookUps }));
};
const notPublic = { status: null, error: "not_public" };

test.each(hostile)("%s is refused when an endpoint is made, and never connected to", async (host) => {
  expect(targetFault(`https://${host}:${port}/`)).toMatch(/not public/);
  for (const scheme of ["http", "https"]) {
    expect((await post(`${scheme}://${host}:${port}/`)).posted).toEqual(notPublic);
  }
  expect(receiver.received).toEqual([]);
});

test.each(["https://localhost/", "https://a.localhost./", "http://example.com/", "https://me:x@example.com/", "x"])(
  "%s is refused when an endpoint is made",
  (url) => expect(targetFault(url)).toBeDefined(),
);

test("a name is refused if any of its addresses is not public, whatever it was before", async () => {
  const url = `http://rebound.example:${port}/`;
  for (const addresses of [
    ["127.0.0.1"],
    ["93.184.216.34", "127.0.0.1"],
    ["::ffff:127.0.0.1"],
    ["2606:4700::1", "::1"],
  ]) {
    expect((await post(url, addresses)).posted).toEqual(notPublic);
  }
  expect((await post(url, [])).posted).toEqual({ status: null, error: "name_not_found" });
  expect(receiver.received).toEqual([]);
});

test("the addresses that were checked are those it connects to: a name is looked up once", async () => {
  provideEnv({ DANGEROUSLY_ALLOW_WEBHOOKS_TO_LOOPBACK: "on" });
  const { posted, lookUps } = await post(`http://rebound.example:${port}/`, ["127.0.0.1"], "allowed");
  expect(posted).toMatchObject({ status: 204 });
  expect(lookUps).toBe(1);
  expect(receiver.received.map(({ type }) => type)).toEqual(["allowed"]);
  expect((await post(`http://rebound.example:${port}/`, ["10.0.0.1"])).posted, "only this machine").toEqual(notPublic);
});

test("public addresses are public", () => {
  expect(
    ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450::1"].filter((one) => !isPublicAddress(one)),
  ).toEqual([]);
});
