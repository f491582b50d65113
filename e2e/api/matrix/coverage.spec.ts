import { expect, test } from "@/e2e/fixtures";
import { seedWorld } from "@/e2e/matrix";
import { auditedOperations, unaudited } from "@/testing/audited-operations";
import { entries } from "./entries";
import { isWithinUnit, scopeOf } from "./expected";

type Schema = Record<string, unknown>;

test("every operation of the document has an entry, and every entry an operation", async ({ contract }) => {
  const documented = contract.operations.map(({ method, operation }) => `${method} ${operation.operationId}`);
  const known = entries.map(({ method, id }) => `${method} ${id}`);
  const missing = documented.filter((operation) => !known.includes(operation));
  const todo =
    "add an Entry to e2e/api/matrix/*.ts with a request that succeeds, whom it refuses, and where it has IDs";
  expect(missing, `untested operations: ${todo} (within inUnit() if it works in the active OU)`).toEqual([]);
  expect(known.sort(), "entries without an operation").toEqual(documented.sort());
});

test("the document tells each operation's scope, and whether a token of one OU may call it", async ({ contract }) => {
  for (const { operation } of contract.operations) {
    const entry = entries.find(({ id }) => id === operation.operationId);
    if (!entry) continue;
    const scope = scopeOf(entry);
    const programs = entry.unitScoped && scope !== "admin" ? [{ serviceAccount: [scope] }] : [];
    const expected = entry.public
      ? { security: [] }
      : {
          security: [{ accessToken: [scope] }, { session: [] }, ...programs],
          "x-required-scope": scope,
          "x-within-unit": isWithinUnit(entry),
        };
    const { security, ...told } = operation;
    const extensions = Object.fromEntries(Object.entries(told).filter(([name]) => name.startsWith("x-")));
    expect({ security, ...extensions }, entry.id).toEqual(expected);
  }
});

test("every write of the document is in the audit log, or has a reason not to be", async ({ contract }) => {
  const writes = contract.operations.filter(({ method }) => method !== "GET" && method !== "HEAD");
  const exports = contract.operations.filter(({ operation }) => operation.operationId.startsWith("export"));
  const documented = [...writes, ...exports].map(({ operation }) => operation.operationId);
  const known = [...Object.keys(auditedOperations), ...Object.keys(unaudited)];
  expect(known.sort(), "name it in testing/audited-operations.ts").toEqual(documented.sort());
});

const ID = /(^|_)id$|(Id|ID)$|^activeOu$/;

/** The names of a schema's properties, at every depth. */
function propertiesOf(schema: Schema | undefined, schemas: Record<string, Schema>): string[] {
  if (!schema) return [];
  if (typeof schema.$ref === "string") return propertiesOf(schemas[schema.$ref.split("/").at(-1) ?? ""], schemas);
  const own = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  const parts = [schema.items, ...((schema.anyOf ?? schema.oneOf ?? []) as Schema[])] as (Schema | undefined)[];
  const below = [...own.map(([, one]) => one), ...parts].flatMap((one) => propertiesOf(one, schemas));
  return [...own.map(([name]) => name), ...below];
}

test("every position that can hold an ID is tried with unreachable IDs", async ({ contract }) => {
  for (const { operation } of contract.operations) {
    const entry = entries.find(({ id }) => id === operation.operationId);
    if (!entry || entry.public) continue;
    const parameters = operation.parameters?.filter((one) => one.in !== "path" && ID.test(one.name)) ?? [];
    const body = operation.requestBody?.content["application/json"]?.schema;
    const fields = propertiesOf(body, contract.document.components.schemas).filter((name) => ID.test(name));
    const wanted = [...parameters.map((one) => `${one.in} ${one.name}`), ...fields.map((name) => `body ${name}`)];
    const tried = (entry.ids ?? []).map(({ at }) => at.replace(/^body .*\.(\w+)$/, "body $1"));
    const missing = wanted.filter((position) => !tried.includes(position));
    expect(missing, `${entry.id}: give its Entry an IdPosition with each of these as \`at\``).toEqual([]);
  }
});

test("every path parameter and every body field is in its operation's entry", async ({ contract }) => {
  for (const { operation } of contract.operations) {
    const entry = entries.find(({ id }) => id === operation.operationId);
    const reference = operation.requestBody?.content["application/json"]?.schema.$ref;
    const schema = contract.document.components.schemas[String(reference).split("/").at(-1) ?? ""];
    expect(Object.keys(entry?.fields ?? {}).sort(), operation.operationId).toEqual(
      Object.keys(schema?.properties ?? {}).sort(),
    );
    const positions = (entry?.ids ?? []).filter((position) => position.at.startsWith("path")).length;
    const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in === "path").length;
    if (!entry?.public) expect(positions, operation.operationId).toBe(parameters);
  }
});

for (const entry of entries.filter((one) => one.public)) {
  test(`${entry.id}: answers everyone alike, with any credential or none`, async ({ api }) => {
    const world = await seedWorld();
    for (const caller of [undefined, world.org.admin, { token: "nonsense" }]) {
      const { path, ...sent } = await entry.request(world, world.org.admin);
      expect((await api.as(caller).send(entry.method, path, sent)).status).toBe(entry.success);
    }
  });
}
