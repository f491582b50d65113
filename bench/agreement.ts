import assert from "node:assert/strict";
import type { Operation } from "./operations";
import type { Tenant } from "./seed";
import type { Target } from "./targets";

const COMPARED_HEADERS = ["x-active-ou-id", "x-active-ou-slug", "set-cookie"];

async function answerOf(target: Target, operation: Operation, tenant: Tenant, index: number) {
  const { path, method, headers, body } = operation.request(tenant, index);
  const response = await fetch(target.url + path, { method, headers, body: body ?? null });
  const text = await response.text();
  const names = [...COMPARED_HEADERS, ...(operation.alsoCompared ?? [])];
  const compared = Object.fromEntries(names.map((name) => [name, response.headers.get(name)]));
  return { status: response.status, headers: compared, body: text === "" ? null : (JSON.parse(text) as unknown) };
}

/** Throws unless the servers give a sample of the tenants equal answers; if the operation creates something, equal fields. */
export async function assertSameAnswers(targets: Target[], operation: Operation, tenants: Tenant[]): Promise<void> {
  const step = Math.ceil(tenants.length / 5);
  for (let index = 0; index < tenants.length; index += step) {
    const tenant = tenants[index] as Tenant;
    const answers = [];
    for (const target of targets) answers.push(await answerOf(target, operation, tenant, index));
    for (const answer of answers) {
      const text = JSON.stringify(answer.body)?.slice(0, 300);
      assert.equal(answer.status, operation.status, `${operation.title} of ${tenant.orgId}: ${text}`);
      if (operation.status === 201 || operation.status === 202)
        assert.deepEqual(Object.keys(answer.body ?? {}), Object.keys(answers[0]?.body ?? {}));
      else assert.deepEqual(answer, answers[0]);
    }
  }
}
