import { expect, test } from "@/e2e/fixtures";
import { seedWorld } from "@/e2e/matrix";
import { entries } from "./entries";

test("every operation of the document has an entry, and the reverse", async ({ contract }) => {
  const documented = contract.operations.map(({ method, operation }) => `${method} ${operation.operationId}`);
  expect(entries.map(({ method, id }) => `${method} ${id}`).sort()).toEqual(documented.sort());
});

test("every path parameter and every body field has its entry", async ({ contract }) => {
  for (const { operation } of contract.operations) {
    const entry = entries.find(({ id }) => id === operation.operationId);
    const reference = operation.requestBody?.content["application/json"]?.schema.$ref;
    const schema = contract.document.components.schemas[String(reference).split("/").at(-1) ?? ""];
    expect(Object.keys(entry?.fields ?? {}).sort(), operation.operationId).toEqual(
      Object.keys(schema?.properties ?? {}).sort(),
    );
    const places = (entry?.ids ?? []).filter((place) => place.at.startsWith("path")).length;
    const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in === "path").length;
    if (!entry?.public) expect(places, operation.operationId).toBe(parameters);
  }
});

for (const entry of entries.filter((one) => one.public)) {
  test(`${entry.id}: the same for anyone, whatever credential`, async ({ api }) => {
    const world = await seedWorld();
    for (const caller of [undefined, world.org.admin, { token: "nonsense" }]) {
      const { path, ...sent } = await entry.request(world, world.org.admin);
      expect((await api.as(caller).send(entry.method, path, sent)).status).toBe(entry.success);
    }
  });
}
