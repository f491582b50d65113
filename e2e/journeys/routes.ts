import {
  type Organization,
  type Person,
  seedMany,
  seedMember,
  seedOrganization,
  seedToken,
  seedUnit,
} from "@/e2e/seed";

/** An organization with something on every page, and one with nothing but its default OU and first admin. */
export type World = { full: Organization; empty: Organization; unitId: string; member: Person };

// Long enough to break a layout that only fits short names.
const LONG = "Strategische Partnerschaften und Kooperationen im deutschsprachigen Raum";

/** Seeds the world that every page is looked at in. */
export async function seedPages(): Promise<World> {
  const [full, empty] = [await seedOrganization(), await seedOrganization("Fresh")];
  const unit = await seedUnit(full.org_id, "EMEA Sales");
  await seedUnit(full.org_id, LONG);
  const roles = { [full.defaultUnit.unit_id]: "viewer", [unit.unit_id]: "editor" } as const;
  const member = await seedMember(full.org_id, "editor", roles, [
    "Konstantinos",
    "Papadimitrakopoulos-Anagnostopoulos",
  ]);
  await seedMany(full.org_id, unit.unit_id, 60);
  await seedToken(full.org_id, full.admin.org_member_id, -60);
  return { full, empty, unitId: unit.unit_id, member };
}

export type Route = { name: string; path: string; as?: "full" | "empty" };

/** Every page, by who looks at it; without a person it is looked at signed out. */
export function everyRoute({ full, empty, unitId, member }: World): Route[] {
  const lists = (as: "full" | "empty") => [
    { name: "overview", path: "/dashboard", as },
    { name: "org units", path: "/dashboard/org-units", as },
    { name: "members", path: "/dashboard/members", as },
    { name: "sessions", path: "/dashboard/account/sessions", as },
    { name: "tokens", path: "/dashboard/account/tokens", as },
  ];
  const as = "full";
  return [
    { name: "sign-in", path: "/sign-in" },
    { name: "sign-in refused", path: "/sign-in?error=sign_in_failed" },
    { name: "start", path: "/" },
    { name: "reference", path: "/docs" },
    { name: "no such page", path: "/nothing" },
    ...lists("full"),
    { name: "org unit", path: `/dashboard/org-units/${unitId}`, as },
    { name: "member", path: `/dashboard/members/${member.org_member_id}`, as },
    { name: "last admin", path: `/dashboard/members/${full.admin.org_member_id}`, as },
    { name: "members, second page of a filter", path: "/dashboard/members?role=viewer&sort=-name", as },
    { name: "members, no match", path: "/dashboard/members?search=nobody", as },
    { name: "members, out of reach", path: "/dashboard/members?unit_id=unit_nothing", as },
    { name: "org units, no match", path: "/dashboard/org-units?search=nothing", as },
    { name: "profile", path: "/dashboard/account", as },
    { name: "password", path: "/dashboard/account/password", as },
    { name: "signed in again", path: "/dashboard/signed-in", as },
    { name: "not found", path: "/dashboard/org-units/unit_nothing", as },
    ...lists("empty").map((route) => ({ ...route, name: `${route.name}, empty` })),
    { name: "org unit, empty", path: `/dashboard/org-units/${empty.defaultUnit.unit_id}`, as: "empty" },
  ];
}

export type DialogStep = { name: string; path: string; opener: string | RegExp; dialog: string | RegExp };

/** Every dialog, by the page and the button that open it. */
export function everyDialog({ unitId, member }: World): DialogStep[] {
  const [unit, person] = [`/dashboard/org-units/${unitId}`, `/dashboard/members/${member.org_member_id}`];
  return [
    { name: "create unit", path: "/dashboard/org-units", opener: "Create unit", dialog: "Create a unit" },
    { name: "rename unit", path: unit, opener: /^Rename/, dialog: /^Rename/ },
    { name: "grant access", path: unit, opener: "Grant access", dialog: /^Grant access to/ },
    { name: "revoke access", path: unit, opener: /^Revoke the access of Konstantinos/, dialog: /^Revoke the access/ },
    { name: "add member", path: "/dashboard/members", opener: "Add member", dialog: "Add a member" },
    { name: "edit member", path: person, opener: "Edit profile", dialog: "Edit profile" },
    { name: "grant units", path: person, opener: "Grant units", dialog: /^Grant .* access to units/ },
    { name: "remove member", path: person, opener: "Remove member", dialog: /^Remove/ },
    {
      name: "create token",
      path: "/dashboard/account/tokens",
      opener: "Create token",
      dialog: "Create an access token",
    },
    { name: "revoke token", path: "/dashboard/account/tokens", opener: /^Revoke: Seeded/, dialog: /^Revoke the token/ },
  ];
}
