import fc from "fast-check";
import type { ApiDocument } from "@/e2e/api-contract";
import { expect, test } from "@/e2e/fixtures";
import { accesses, neverIds, seedWorld, type World } from "@/e2e/matrix";
import type { Person } from "@/e2e/seed";
import { entries } from "./matrix/entries";

const SEED = Number(process.env.E2E_SEED ?? 20261121);
const RUNS = 60;
const SECONDS = 4; // per operation; the remaining runs are skipped

type Schema = Record<string, unknown>;
const text = fc.string({ unit: "binary", maxLength: 40 }); // any code point, including half surrogate pairs
const broken = fc.constantFrom("\ud800", "a\0b", "\udfff x", "__proto__", "constructor", "%", "a\r\nb");
const garbage = fc.oneof(
  fc.jsonValue({ maxDepth: 3, stringUnit: "binary" }),
  text,
  broken,
  fc.constant("x".repeat(300)),
);

/** Values for a schema of the document: valid ones, ones at its limits, and arbitrary ones. */
function around(schema: Schema, schemas: Record<string, Schema>, ids: string[]): fc.Arbitrary<unknown> {
  if (typeof schema.$ref === "string") return around(schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {}, schemas, ids);
  if (Array.isArray(schema.anyOf)) return fc.oneof(...schema.anyOf.map((one: Schema) => around(one, schemas, ids)));
  if (Array.isArray(schema.enum)) return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...schema.enum) }, garbage);
  if (schema.type === "null") return fc.constant(null);
  if (schema.type === "array") {
    return fc.oneof(
      { weight: 4, arbitrary: fc.array(around(schema.items as Schema, schemas, ids), { maxLength: 3 }) },
      garbage,
    );
  }
  if (schema.type === "object") return objectAround(schema, schemas, ids);
  const { minLength = 0, maxLength = 100 } = schema as { minLength?: number; maxLength?: number };
  const valid = fc.string({ unit: "grapheme", minLength, maxLength: Math.min(maxLength, minLength + 30) });
  const limits = fc.constantFrom(
    "x".repeat(maxLength),
    "x".repeat(maxLength + 1),
    "x".repeat(Math.max(0, minLength - 1)),
  );
  const shaped = [
    fc.emailAddress(),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.constantFrom(...ids),
  ];
  return fc.oneof({ weight: 6, arbitrary: valid }, { weight: 6, arbitrary: fc.oneof(...shaped) }, limits, garbage);
}

function objectAround(schema: Schema, schemas: Record<string, Schema>, ids: string[]): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  const fields = Object.fromEntries(properties.map(([name, one]) => [name, around(one, schemas, ids)]));
  const required = (schema.required ?? []) as string[];
  const whole = fc.record(fields, { requiredKeys: required });
  const partial = fc.record(fields, { requiredKeys: [] });
  const more = fc
    .tuple(whole, fc.dictionary(text, garbage, { maxKeys: 2 }))
    .map(([one, extra]) => ({ ...extra, ...one }));
  return fc.oneof({ weight: 8, arbitrary: whole }, partial, more, garbage);
}

const idsOf = ({ org, unit, closedUnit, foreign }: World, member: Person) => [
  unit.unit_id,
  closedUnit.unit_id,
  org.defaultUnit.unit_id,
  foreign.unit.unit_id,
  member.org_member_id,
  foreign.member.org_member_id,
  ...neverIds("unit"),
  ...neverIds("member"),
];

const bodySchema = (document: ApiDocument, path: string, method: string) =>
  document.paths[path]?.[method.toLowerCase()]?.requestBody?.content["application/json"]?.schema;

for (const entry of entries) {
  test(`${entry.id}: generated input is answered as documented (seed ${SEED})`, async ({ api, contract }) => {
    const { path: template } = contract.operations.find(({ operation }) => operation.operationId === entry.id) ?? {
      path: "",
    };
    const world = await seedWorld();
    const callers = [
      undefined,
      world.org.admin,
      ...(await Promise.all(accesses.map((access) => world.caller(access)))),
    ];
    const ids = idsOf(world, await world.member());
    const { schemas } = contract.document.components;
    const schema = bodySchema(contract.document, template, entry.method);
    const id = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...ids) },
      text.map((one) => encodeURIComponent(one.toWellFormed()) || "x"),
      fc.constantFrom("%", "%ff", "%00", "%2f", "a%zz"),
    );
    const request = fc.record({
      path: fc
        .array(id, { minLength: 2, maxLength: 2 })
        .map((parts) => template.replace(/\{\w+\}/g, () => parts.pop() ?? "")),
      caller: fc.constantFrom(...callers),
      selection: fc.option(fc.oneof(fc.constantFrom(...ids), fc.string({ maxLength: 20 })), { nil: undefined }),
      raw: schema
        ? fc.oneof({ weight: 9, arbitrary: around(schema, schemas, ids).map((one) => JSON.stringify(one) ?? "") }, text)
        : fc.constant(undefined),
      type: fc.oneof(
        { weight: 12, arbitrary: fc.constant("application/json") },
        fc.constantFrom("text/plain", "application/json; charset=x"),
      ),
    });
    const statuses = new Set<number>();
    const property = fc.asyncProperty(request, async ({ path, caller, selection, raw, type }) => {
      const headers = {
        ...(raw === undefined ? {} : { "Content-Type": type }),
        ...(selection === undefined ? {} : { "X-Active-OU-ID": encodeURI(selection) }),
      };
      const { status } = await api.as(caller).send(entry.method, path, { headers, raw }); // checks the answer against the document
      if (status >= 500) throw new Error(`${entry.method} ${path}: ${status}`);
      statuses.add(status);
    });
    const { path, body } = await entry.request(world, world.org.admin);
    const raw = body === undefined ? undefined : JSON.stringify(body);
    const type = "application/json" as const;
    const valid = { path, caller: world.org.admin, selection: world.unit.unit_id, raw, type };
    await fc.assert(property, {
      seed: SEED,
      numRuns: RUNS,
      examples: [[valid], [{ ...valid, caller: undefined }]], // tried first, so success is always among the answers
      interruptAfterTimeLimit: SECONDS * 1000,
    });
    expect(statuses).toContain(entry.success);
  });
}
