import { inject } from "vitest";
import { owner } from "./database";

const PASSWORD = "only for this test";

/**
 * The URL of a role that owns the tables and that row-level security binds, as it does the owner of a hosted database. Remove it
 * at the end.
 */
export async function makeOperator(role: string): Promise<{ url: string; remove: () => Promise<void> }> {
  await owner().unsafe(
    `drop role if exists ${role}; create role ${role} login password '${PASSWORD}'; grant postgres to ${role}`,
  );
  const url = Object.assign(new URL(inject("ownerUrl")), { username: role, password: PASSWORD }).href;
  return {
    url,
    remove: async () => {
      await owner().unsafe(`drop role ${role}`);
    },
  };
}
