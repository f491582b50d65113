import { beforeAll, expect, test } from "vitest";
import { POST } from "@/app/(api)/org-units/route";
import { closePool } from "@/db/client";
import type { Actor } from "@/domain/access/actor";
import * as tokensOperations from "@/domain/tokens/operations";
import { env, provideEnv } from "@/lib/env";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { startWaitCounter } from "@/testing/waits";

// An OU is inserted before anyone knows who asks (lib/http/operation.ts, Ahead).

const { createToken } = asRequests(tokensOperations);

let org: TestOrganization;
let taken: string;
beforeAll(async () => {
  org = await makeOrganization();
  taken = await addUnit(org, "Taken");
});

const tokenOf = async (actor: Actor, limits: object = {}) =>
  (await createToken(actor, { name: "T", scopes: ["admin"], ...limits } as never)).parse().token;

async function create(token: string, name: unknown, headers: Record<string, string> = {}) {
  const request = new Request("http://localhost/org-units", {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", ...headers },
    body: JSON.stringify({ name }),
  });
  const { status, text, headers: answered } = await POST.finish(request, {});
  return { status, ...JSON.parse(String(text)), etag: (answered as Record<string, string>).ETag };
}

async function unitsAndEntries() {
  const units = await owner()`select unit_id from org_units where org_id = ${org.orgId}`;
  const entries =
    await owner()`select 1 from audit_entries where org_id = ${org.orgId} and action = 'org_unit.created'`;
  return { units: units.map(({ unit_id }) => unit_id).sort(), created: entries.length };
}

test("whoever may not create one is refused, whatever they send, and leaves nothing", async () => {
  const editor = await addMember(org, { role: "editor" });
  const unitAdmin = await addMember(org, { role: "viewer", units: { [taken]: "admin" } });
  const refused: [string, number, string][] = [
    ["lv_pat_nobodys", 401, "unauthorized"],
    [await tokenOf(editor), 403, "forbidden"],
    [await tokenOf(unitAdmin), 403, "forbidden"],
    [await tokenOf(org.admin, { scopes: ["read"] }), 403, "insufficient_scope"],
    [await tokenOf(org.admin, { unit_id: taken }), 403, "forbidden"],
  ];
  const before = await unitsAndEntries();
  for (const [token, status, code] of refused)
    for (const name of ["New", "Taken", "taken!", 7])
      for (const headers of [{}, { "Idempotency-Key": crypto.randomUUID() }] as Record<string, string>[])
        expect(await create(token, name, headers), `${code} ${name}`).toMatchObject({ status, code });
  expect(await unitsAndEntries()).toEqual(before);
});

test("an admin's stays with one entry, whether or not its slug is free, and a taken name leaves nothing", async () => {
  const before = await unitsAndEntries();
  const made = await create(org.token, "Made");
  expect(made).toMatchObject({ status: 201, slug: "made", etag: expect.stringMatching(/^"/) });
  const second = await create(org.token, "Made!");
  expect(second).toMatchObject({ status: 201, slug: "made-2" });
  const keyed = await create(org.token, "Made?", { "Idempotency-Key": "made" });
  expect(keyed).toMatchObject({ status: 201, slug: "made-3", etag: expect.stringMatching(/^"/) });
  expect(await create(org.token, "MADE")).toMatchObject({ status: 409, code: "org_unit_name_taken" });
  expect(await create(org.token, 7)).toMatchObject({ status: 400 });
  const units = [...before.units, made.unit_id, second.unit_id, keyed.unit_id].sort();
  expect(await unitsAndEntries()).toEqual({ units, created: before.created + 3 });
});

test("it waits for the database twice: to enter and insert, and to write its entry and commit", async () => {
  const counter = await startWaitCounter(env().DATABASE_URL ?? "");
  try {
    await closePool();
    provideEnv({ DATABASE_URL: counter.through(env().DATABASE_URL ?? "") });
    await create(org.token, "Connected and prepared");
    counter.take();
    expect(await create(org.token, "Counted")).toMatchObject({ status: 201 });
    expect(counter.take().waits).toEqual([
      ["begin", expect.stringContaining("enter_by_token"), expect.stringContaining("insert into")],
      [expect.stringContaining("write_audit_entries"), "commit"],
    ]);
  } finally {
    await closePool();
    counter.close();
  }
});
