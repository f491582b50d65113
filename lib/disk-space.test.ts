import os from "node:os";
import { afterAll, beforeAll, expect, test } from "vitest";
import { POST as addUnit, GET as listUnits } from "@/app/(api)/org-units/route";
import { DELETE as endToken } from "@/app/(api)/settings/tokens/[id]/route";
import { GET as listTokens } from "@/app/(api)/settings/tokens/route";
import { recomputeScores } from "@/domain/scores/recompute";
import { makeOrganization, type TestOrganization } from "@/testing/organization";
import { lookAtDisk } from "./disk-space";
import { provideEnv } from "./env";
import { renderMetrics } from "./metric-registry";

let org: TestOrganization;

const look = async (DISK_FREE_PERCENT: string) => {
  provideEnv({ DISK_FREE_PERCENT });
  await lookAtDisk(os.tmpdir());
};
beforeAll(async () => {
  org = await makeOrganization();
});
afterAll(() => look("0"));

const context = { params: Promise.resolve({}) };
const asking = (method: string, body?: object, token = org.token) =>
  new Request("http://localhost/", {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const add = (name: string, token?: string) => addUnit(asking("POST", { name }, token), context);

test("while the disk is almost full, what adds is refused with words, and reading and deleting work", async () => {
  await look("100"); // no disk is empty
  const refused = await add("EMEA");
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([507, "60"]);
  expect(await refused.json()).toMatchObject({
    code: "storage_full",
    detail:
      "The disk of the database is almost full, so nothing can be added for now. Reading and deleting still work.",
  });
  expect((await add("EMEA", "lv_pat_wrong")).status).toBe(401);
  const units = (await (await listUnits(asking("GET"), context)).json()) as { name: string }[];
  expect(units.map(({ name }) => name)).not.toContain("EMEA");
  await expect(recomputeScores(org.orgId, org.unitId)).rejects.toMatchObject({ code: "storage_full" });
  expect(renderMetrics()).toMatch(/^leadvibe_disk_free_bytes [1-9]\d*\n/m);

  await look("0.000001");
  expect((await add("EMEA")).status).toBe(201);
  await look("100");
  const [token] = (await (await listTokens(asking("GET"), context)).json()) as { id: string }[];
  expect((await endToken(asking("DELETE"), { params: Promise.resolve({ id: token?.id ?? "" }) })).status).toBe(204);
});
