import { beforeAll, expect, test } from "vitest";
import { withScope } from "@/db/scope";
import { makeOrganization, owner, type TestOrganization } from "@/testing/organization";
import { queueMail } from "./queue-mail";

let org: TestOrganization;
beforeAll(async () => {
  org = await makeOrganization("Northwind");
});

const mail = () => ({
  kind: "password_changed" as const,
  memberId: org.admin.memberId,
  facts: { at: "2026-11-21T21:50:00Z" },
});
const counts = async () => {
  const messages = await owner()`select message_id from messages where org_id = ${org.orgId}`;
  const jobs = await owner()`select payload from graphile_worker._private_jobs where payload->>'org_id' = ${org.orgId}`;
  return { messages, jobs };
};

test("a rolled-back cause leaves neither message nor job, a committed one both", async () => {
  const before = await counts();
  const failing = withScope(org.admin, async (tx) => {
    await queueMail(tx, org.admin, mail());
    throw new Error("the cause has failed");
  });
  await expect(failing).rejects.toThrow("the cause has failed");
  expect(await counts()).toEqual(before);
  await withScope(org.admin, (tx) => queueMail(tx, org.admin, mail()));
  const { messages, jobs } = await counts();
  const messageId = messages.at(-1)?.message_id;
  expect(messages).toHaveLength(before.messages.length + 1);
  expect(jobs.at(-1)?.payload).toEqual({ org_id: org.orgId, message_id: messageId }); // ids, and nothing of the mail
});
