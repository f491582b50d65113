import { readdirSync } from "node:fs";
import path from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { seedLead, seedMember, seedOrganization, seedUnit } from "@/e2e/seed";
import { expect, test } from "./fixtures";

const FOLDER = path.resolve(import.meta.dirname, "../../app/(dashboard)/dashboard/ou/[slug]");

/** Every page of an OU, below its address, as its file names it. */
const sections = readdirSync(FOLDER, { recursive: true })
  .map((file) => `/${String(file).replaceAll(path.sep, "/")}`)
  .filter((file) => file.endsWith("/page.tsx"))
  .map((file) => file.replace(/\/page\.tsx$/, ""));

/** What tells one answer from another. */
async function answerOf(request: APIRequestContext, address: string) {
  const answer = await request.get(address, { maxRedirects: 0 });
  const text = await answer.text();
  const [, title] = /<title>([^<]*)/.exec(text) ?? [];
  return { status: answer.status(), location: answer.headers().location, title, isNamed: text.includes("EMEA Sales") };
}

test("an org unit's pages answer whoever has access to it; to others they do not exist", async ({ org, signedIn }) => {
  const emea = await seedUnit(org.org_id, "EMEA Sales");
  const lead = await seedLead(org.org_id, emea.unit_id);
  const other = await seedOrganization("Other");
  const pages = {
    admin: await signedIn(org.admin),
    member: await signedIn(await seedMember(org.org_id, "viewer", { [emea.unit_id]: "viewer" })),
    "a member of another org unit": await signedIn(
      await seedMember(org.org_id, "editor", { [org.defaultUnit.unit_id]: "admin" }),
    ),
    "a member without any": await signedIn(await seedMember(org.org_id, "viewer")),
    "the admin of another organization": await signedIn(other.admin),
  };
  expect(sections).toContain("/leads/[id]");
  for (const section of sections) {
    const below = section.replace("[id]", lead);
    const nothing = await answerOf(pages.admin.request, `/dashboard/ou/no-such-unit${below}`);
    expect(nothing).toMatchObject({ status: 404, title: expect.stringMatching(/^Not found/) });
    for (const [who, { request }] of Object.entries(pages)) {
      const answer = await answerOf(request, `/dashboard/ou/emea-sales${below}`);
      if (who === "admin" || who === "member") expect(answer.status, `${who}: ${below}`).toBe(200);
      else expect(answer, `${who}: ${below}`).toEqual({ ...nothing, isNamed: false });
    }
  }
});

test("an address with a former slug leads to the org unit's present one, unless another org unit has that slug", async ({
  org,
  signedIn,
}) => {
  const emea = await seedUnit(org.org_id, "EMEA Sales");
  const { request } = await signedIn(org.admin);
  const rename = async (name: string) => {
    const headers = { Authorization: `Bearer ${org.admin.token}` };
    expect((await request.put(`/org-units/${emea.unit_id}`, { headers, data: { name } })).status()).toBe(200);
  };
  const lead = "/leads?search=a+b";
  await rename("Europe");
  await rename("Old World");
  for (const slug of ["emea-sales", "europe"]) {
    const answer = await answerOf(request, `/dashboard/ou/${slug}${lead}`);
    expect(answer).toMatchObject({ status: 307, location: `/dashboard/ou/old-world${lead}` });
  }
  await seedUnit(org.org_id, "Europe");
  expect(await answerOf(request, `/dashboard/ou/europe${lead}`)).toMatchObject({ status: 200 });
});
