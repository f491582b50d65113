import { build } from "esbuild";
import { seedMember } from "@/e2e/seed";
import { expect, test } from "./fixtures";

// Contract §4: what a page of another site gets of the API, in a real browser. e2e/global-setup.ts allows the first origin.

const ALLOWED = "http://127.0.0.1:4";
const FOREIGN = "http://127.0.0.1:5";

type Client = typeof import("@leadvibe/admin");

/** The client as a script of a page, where it is `leadvibe`. */
async function script(): Promise<string> {
  const options = {
    bundle: true,
    format: "iife",
    globalName: "leadvibe",
    write: false,
    tsconfig: "tsconfig.json",
  } as const;
  const [file] = (await build({ entryPoints: ["sdk/src/client.ts"], ...options })).outputFiles;
  return file?.text ?? "";
}

test("the client works in a page of an allowed site, and sessions and other sites get nothing", async ({
  signedIn,
  org,
}) => {
  await seedMember(org.org_id, "viewer");
  const page = await signedIn(org.admin);
  const url = process.env.E2E_API_URL ?? "";
  const content = await script();
  for (const site of [ALLOWED, FOREIGN]) {
    await page.route(`${site}/`, (route) =>
      route.fulfill({ contentType: "text/html", body: `<script>${content}</script>` }),
    );
  }
  const ask = (token: string) =>
    page.evaluate(
      async ([baseUrl, token]) => {
        const { createClient } = (globalThis as unknown as { leadvibe: Client }).leadvibe;
        const client = createClient({ baseUrl, token, retries: 0 });
        try {
          const emails: string[] = [];
          for await (const { email } of client.each("/members", { params: { query: { limit: 1 } } }))
            emails.push(email);
          const { data: me, response } = await client.GET("/me");
          return { emails: emails.length, me: me.email, limits: response.headers.get("RateLimit") !== null };
        } catch (error) {
          return (error as { code: string }).code;
        }
      },
      [url, token] as [string, string],
    );

  await page.goto(`${ALLOWED}/`);
  expect(await ask(org.admin.token)).toEqual({ emails: 2, me: org.admin.email, limits: true });
  const withCookie = (path: string) =>
    page.evaluate(
      (address) =>
        fetch(address, { credentials: "include" }).then(
          () => "read",
          () => "kept",
        ),
      url + path,
    );
  expect(await withCookie("/me")).toBe("kept");
  await page.goto(`${FOREIGN}/`);
  expect(await ask(org.admin.token)).toBe("no_answer");
});
