import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { env, provideEnv, sessionKey } from "@/lib/env";
import { linkIdOf, linkToken } from "./account-link";
import { callNextAuth } from "./next-auth";
import { seal, unseal } from "./sealed";
import { openSecret, sealSecret } from "./sealed-secret";
import { sessionCookieName, sessionSecretOf } from "./session-cookie";
import { randomBase62 } from "./token";

const before = {
  NEXTAUTH_SECRET: env().NEXTAUTH_SECRET ?? "",
  NEXTAUTH_SECRET_OLD: "",
  DATA_KEY: "",
  DATA_KEY_OLD: "",
};
const [first, second] = ["a first key for sessions, which is long", "the second key for sessions, also long"];
const [dataKey, nextDataKey] = [1, 2].map((byte) => Buffer.alloc(32, byte).toString("base64"));
const LINK = `lnk_${"0".repeat(32)}`;
const content = z.object({ word: z.string() });

beforeEach(() => provideEnv({ ...before, NEXTAUTH_SECRET: first }));
afterEach(() => provideEnv(before));

async function cookieOf(secret: string): Promise<string> {
  return `${sessionCookieName()}=${await encode({ token: { secret }, secret: sessionKey() })}`;
}

const isSignedIn = async (cookie: string, secret: string) => (await sessionSecretOf(cookie)) === secret;

test("nobody is signed out by a new NEXTAUTH_SECRET while the old one is known", async () => {
  const [known, forgotten] = [randomBase62(43), randomBase62(43)];
  const [kept, lost] = [await cookieOf(known), await cookieOf(forgotten)];
  const remembered = await seal("test", { word: "kept" }, 60);
  provideEnv({ NEXTAUTH_SECRET: second, NEXTAUTH_SECRET_OLD: first });
  expect(await isSignedIn(kept, known)).toBe(true);
  expect(await unseal("test", remembered, content)).toEqual({ word: "kept" });
  const call = { action: ["session"], method: "GET", query: {}, body: {} };
  const cookies = { [sessionCookieName()]: kept.slice(kept.indexOf("=") + 1) };
  const sessions = {
    begin: async () => null,
    find: async (secret: string) => ({ memberId: secret, expiresAt: new Date() }),
    end: async () => {},
  };
  const answer = await callNextAuth({ ...call, cookies }, sessions, "http://localhost");
  expect(await answer.json()).toMatchObject({ user: { id: known } });
  const fresh = randomBase62(43);
  expect(await isSignedIn(await cookieOf(fresh), fresh)).toBe(true);
  provideEnv({ NEXTAUTH_SECRET_OLD: "" });
  expect(await isSignedIn(lost, forgotten)).toBe(false);
  expect(await unseal("test", remembered, content)).toBeUndefined();
});

test.each([
  ["a new NEXTAUTH_SECRET", {}, { NEXTAUTH_SECRET: second, NEXTAUTH_SECRET_OLD: first }],
  ["a first DATA_KEY", {}, { DATA_KEY: dataKey }],
  ["a new DATA_KEY", { DATA_KEY: dataKey }, { DATA_KEY: nextDataKey, DATA_KEY_OLD: dataKey }],
  ["a new NEXTAUTH_SECRET beside a DATA_KEY", { DATA_KEY: dataKey }, { NEXTAUTH_SECRET: second }],
  ["a DATA_KEY that was called WEBHOOK_KEY", { WEBHOOK_KEY: dataKey }, { DATA_KEY: nextDataKey }],
])("%s ends no link and loses no sealed secret", (_change, keys, changed) => {
  provideEnv(keys);
  const [token, sealed] = [linkToken("invitation", LINK), sealSecret("whsec_x", "one")];
  provideEnv(changed);
  expect(linkIdOf("invitation", token)).toBe(LINK);
  expect(linkIdOf("password_reset", token)).toBeNull();
  expect(openSecret(sealed, "one")).toBe("whsec_x");
  provideEnv({
    NEXTAUTH_SECRET: `${second}, and another`,
    NEXTAUTH_SECRET_OLD: "",
    DATA_KEY: nextDataKey?.replace("A", "B") ?? "",
    DATA_KEY_OLD: "",
    WEBHOOK_KEY: "",
  });
  expect(linkIdOf("invitation", token), "with keys that know nothing of it").toBeNull();
  expect(openSecret(sealed, "one")).toBeUndefined();
});

test("an old key without a new one is refused", () => {
  for (const name of ["NEXTAUTH_SECRET", "DATA_KEY"] as const) {
    provideEnv({ [name]: "", [`${name}_OLD`]: name === "DATA_KEY" ? dataKey : first });
    expect(env).toThrow(`${name}_OLD: must be set together with ${name}`);
    provideEnv({ ...before });
  }
});
