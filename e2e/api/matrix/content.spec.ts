import assert from "node:assert/strict";
import { expect, test } from "@/e2e/fixtures";
import { type Entry, type Field, seedWorld } from "@/e2e/matrix";
import { guarded } from "./entries";

type Body = Record<string, unknown>;
const withBody = guarded.filter((entry) => entry.fields);

function badBodies(name: string, { required, bad }: Field, valid: Body): Body[] {
  const { [name]: _absent, ...without } = valid;
  return [...bad.map((value) => ({ ...valid, [name]: value })), ...(required ? [without] : [])];
}

async function request(entry: Entry) {
  const world = await seedWorld();
  const { path, body, headers } = await entry.request(world, world.org.admin);
  return { world, path, body: body as Body, headers };
}

for (const entry of withBody) {
  test(`${entry.id}: names every invalid field`, async ({ api }) => {
    const { world, path, body, headers } = await request(entry);
    const admin = api.as(world.org.admin);
    for (const [name, field] of Object.entries(entry.fields ?? {})) {
      for (const bad of badBodies(name, field, body)) {
        const { status, problem } = await admin.send(entry.method, path, { headers, body: bad });
        const at = `${name}: ${JSON.stringify(bad[name])?.slice(0, 80)}`;
        assert.deepEqual({ at, status, code: problem?.code }, { at, status: 400, code: "invalid_content" });
        for (const { pointer } of problem.errors ?? []) assert.match(`${pointer}/`, RegExp(`^/${name}/`), at);
        assert.ok(problem.errors?.length, at);
      }
    }
  });

  test(`${entry.id}: accepts every valid value`, async ({ api }) => {
    for (const [name, field] of Object.entries(entry.fields ?? {})) {
      for (const good of field.good ?? []) {
        const { world, path, headers, body: valid } = await request(entry);
        const body = { ...valid, [name]: good };
        const answer = await api.as(world.org.admin).send(entry.method, path, { headers, body });
        expect(answer.status, `${name}: ${JSON.stringify(good)} ${answer.text}`).toBe(entry.success);
      }
    }
  });

  test(`${entry.id}: refuses undocumented fields, naming all of them`, async ({ api }) => {
    const { world, path, body, headers: selection } = await request(entry);
    const named = Object.keys(entry.fields ?? {});
    const undocumented = ["org_id", "unit_id", "is_default", "password_hash", "toString", "a/b~c", "\ud800", ""].filter(
      (name) => !named.includes(name),
    );
    const extra = Object.fromEntries(undocumented.map((name) => [name, "x"]));
    const raw = `{"__proto__":{"role":"admin"},${JSON.stringify({ ...body, ...extra }).slice(1)}`;
    const headers = { ...selection, "Content-Type": "application/json" };
    const { status, problem } = await api.as(world.org.admin).send(entry.method, path, { raw, headers });
    expect(status).toBe(400);
    const pointers = [
      "/__proto__",
      "/org_id",
      "/unit_id",
      "/is_default",
      "/password_hash",
      "/toString",
      "/a~1b~0c",
      "/\ufffd",
      "/",
    ].filter((pointer) => !named.includes(pointer.slice(1)));
    expect(problem.errors?.map(({ pointer }) => pointer).sort()).toEqual(pointers.sort());
  });

  test(`${entry.id}: refuses a body that is not an object`, async ({ api }) => {
    const { world, path, headers } = await request(entry);
    for (const body of [null, true, 7, "x", [], [{}]]) {
      const { status, problem } = await api.as(world.org.admin).send(entry.method, path, { headers, body });
      expect(status, JSON.stringify(body)).toBe(400);
      expect(problem.errors?.map(({ pointer }) => pointer)).toEqual([""]);
    }
  });
}
