import { expect, test } from "vitest";
import { signIn } from "@/app/(auth)/browser-session";
import { closePool } from "@/db/client";
import { verifySignIn } from "@/domain/sessions/verify-sign-in";
import { env, provideEnv } from "@/lib/env";
import { goodPassword, makeOrganization, onPort, unknownDevice } from "@/testing/organization";
import { GET } from "./[...nextauth]/route";

test("if the database is unreachable, asking for the session gives 503 and signs nobody out", async () => {
  const { email } = await makeOrganization();
  const [account] = (await verifySignIn(email, goodPassword, unknownDevice)) ?? [];
  const cookies = account ? await signIn(new Request("http://localhost:3000/sign-in"), account) : null;
  const cookie = cookies?.map((one) => one.split(";")[0]).join("; ") ?? "";
  const ask = () =>
    GET(new Request("http://localhost:3000/api/auth/session", { headers: { cookie } }), {
      params: Promise.resolve({ nextauth: ["session"] }),
    });
  expect(await (await ask()).json()).toMatchObject({ user: { id: account?.memberId } });
  const { DATABASE_URL = "" } = env();
  await closePool();
  provideEnv({ DATABASE_URL: onPort(DATABASE_URL, 1) });
  const refused = await ask();
  expect(refused.status).toBe(503);
  expect(refused.headers.get("retry-after")).toBe("2");
  expect(refused.headers.getSetCookie()).toEqual([]);
  provideEnv({ DATABASE_URL });
  expect(await (await ask()).json()).toMatchObject({ user: { id: account?.memberId } });
});
