import { expect, test } from "vitest";
import { actorFromRow } from "@/domain/access/mint";
import type { Role } from "@/lib/roles";
import { commandsFor } from "./commands";

const actor = (role: Role, ou_roles: Record<string, Role> = {}) =>
  actorFromRow({ org_id: "org_1", org_member_id: "mem_1", role, ou_roles });

const ofUnit = {
  "Grant access": ["admin"],
  "Add a lead": ["admin", "editor"],
  "Add a ruleset": ["admin", "editor"],
  "Create a service account": ["admin"],
};

/** The labels of commands of the organization, and the roles of those of an OU. */
function offered(...person: Parameters<typeof actor>) {
  const commands = commandsFor(actor(...person));
  const inUnit = commands.flatMap(({ label, roles }) => (roles ? [[label, roles] as const] : []));
  return [commands.filter(({ roles }) => !roles).map(({ label }) => label), Object.fromEntries(inUnit)];
}

test("the palette offers org admins what only they may do, and others only their own tokens", () => {
  expect(offered("admin")).toEqual([
    [
      "Add a member",
      "Invite many members",
      "Create an org unit",
      "Create an access token",
      "Start an access review",
      "Add a webhook endpoint",
      "Run the isolation check",
    ],
    ofUnit,
  ]);
  for (const role of ["editor", "viewer"] as const) {
    expect(offered(role, { unit_1: "admin" })).toEqual([["Create an access token"], ofUnit]);
  }
});

test("no command tells the browser its policy", () => {
  for (const command of commandsFor(actor("admin"))) expect(command).not.toHaveProperty("may");
});
