import {
  type Organization,
  type Person,
  seedDeactivated,
  seedInvitationPath,
  seedInvited,
  seedMany,
  seedMember,
  seedOrganization,
  seedSecret,
  seedToken,
  seedUnit,
} from "@/e2e/seed";
import {
  seedAccessChange,
  seedAccessReview,
  seedEnds,
  seedMessage,
  seedView,
  seedWebhookDelivery,
  seedWebhookEndpoint,
} from "@/e2e/seed-history";
import { fillUnit } from "./unit-data";

/** An organization with something on every page, and one with only its default OU and first admin. */
export type World = {
  full: Organization;
  empty: Organization;
  unitId: string;
  member: Person;
  leadId: string;
  /** An invited member, and the path of their link. */
  inviteeId: string;
  invitation: string;
  messageId: string;
  deactivatedId: string;
  changeId: string;
  /** An open access review. */
  reviewId: string;
  webhookId: string;
};

// Long enough to break a layout made for short names.
const LONG = "Strategische Partnerschaften und Kooperationen im deutschsprachigen Raum";

/** Seeds the world for the tests that visit every page. */
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
  await seedEnds(full.org_id, 3);
  await seedToken(full.org_id, full.admin.org_member_id, {
    expiresInSeconds: -60,
    scopes: ["read", "ingest"],
    onlyUnitId: unit.unit_id,
  });
  await seedSecret(full.org_id, full.defaultUnit.unit_id);
  const leadId = await fillUnit(full.admin.token, full.defaultUnit.unit_id, 30);
  const inviteeId = await seedInvited(full.org_id);
  const invitation = await seedInvitationPath(full.org_id, inviteeId);
  const messageId = await seedMessage(full.org_id, member.org_member_id);
  const deactivatedId = await seedDeactivated(full.org_id, "viewer");
  const changeId = await seedAccessChange(full.org_id, unit.unit_id);
  const { id: reviewId } = await seedAccessReview(full.org_id, unit.unit_id);
  await seedView(full.org_id, full.admin.org_member_id);
  const webhookId = await seedWebhookEndpoint(full.org_id);
  await seedWebhookDelivery(full.org_id, webhookId);
  return {
    changeId,
    reviewId,
    webhookId,
    full,
    empty,
    unitId: unit.unit_id,
    member,
    inviteeId,
    invitation,
    messageId,
    leadId,
    deactivatedId,
  };
}

export type Viewer = "full" | "empty";
export type Route = { name: string; path: (world: World) => string; as?: Viewer };

const at = (path: string) => () => path;
const lists = (as: Viewer): Route[] => [
  { name: "overview", path: at("/dashboard"), as },
  { name: "org units", path: at("/dashboard/org-units"), as },
  { name: "members", path: at("/dashboard/members"), as },
  { name: "mail", path: at("/dashboard/mail"), as },
  { name: "access matrix", path: at("/dashboard/access"), as },
  { name: "webhooks", path: at("/dashboard/webhooks"), as },
  { name: "access changes", path: at("/dashboard/changes"), as },
  { name: "access reviews", path: at("/dashboard/access-reviews"), as },
  { name: "audit log", path: at("/dashboard/audit"), as },
  { name: "sessions", path: at("/dashboard/account/sessions"), as },
  { name: "tokens", path: at("/dashboard/account/tokens"), as },
  { name: "unit home", path: at("/dashboard/ou/default"), as },
  { name: "leads", path: at("/dashboard/ou/default/leads"), as },
  { name: "rules", path: at("/dashboard/ou/default/rules"), as },
  { name: "integrations", path: at("/dashboard/ou/default/integrations"), as },
];
const as = "full";
const unit = ({ unitId }: World) => `/dashboard/org-units/${unitId}`;
const webhook = ({ webhookId }: World) => `/dashboard/webhooks/${webhookId}`;
const lead = ({ leadId }: World) => `/dashboard/ou/default/leads/${leadId}`;
const review = ({ reviewId }: World) => `/dashboard/access-reviews/${reviewId}`;
const invitee = ({ inviteeId }: World) => `/dashboard/members/${inviteeId}`;
const person = ({ member }: World) => `/dashboard/members/${member.org_member_id}`;

/** Every page, with who visits it; without `as`, signed out. */
export const routes: readonly Route[] = [
  { name: "sign-in", path: at("/sign-in") },
  { name: "forgotten password", path: at("/forgot-password") },
  { name: "invitation", path: ({ invitation }) => invitation },
  { name: "start", path: at("/") },
  { name: "reference", path: at("/docs") },
  { name: "no such page", path: at("/nothing") },
  ...lists("full"),
  { name: "org unit", path: unit, as },
  { name: "member", path: person, as },
  { name: "invited member", path: invitee, as },
  { name: "invite many", path: at("/dashboard/members/invite"), as },
  { name: "update from a list", path: at("/dashboard/members/update"), as },
  { name: "message", path: ({ messageId }) => `/dashboard/mail/${messageId}`, as },
  { name: "access change", path: ({ changeId }) => `/dashboard/changes/${changeId}`, as },
  { name: "access review", path: review, as },
  { name: "webhook endpoint", path: webhook, as },
  { name: "last admin", path: ({ full }) => `/dashboard/members/${full.admin.org_member_id}`, as },
  { name: "lead", path: lead, as },
  { name: "organization", path: at("/dashboard/organization"), as },
  { name: "isolation", path: at("/dashboard/isolation"), as },
  { name: "profile", path: at("/dashboard/account"), as },
  { name: "password", path: at("/dashboard/account/password"), as },
  { name: "signed in again", path: at("/dashboard/signed-in"), as },
  { name: "not found", path: at("/dashboard/org-units/unit_nothing"), as },
];

/** The same pages with nothing to show, or after a refusal. */
export const bareRoutes: readonly Route[] = [
  { name: "invitation, cut short", path: at("/invitation/lnk_") },
  { name: "sign-in, refused", path: at("/sign-in?error=sign_in_failed") },
  { name: "forgotten password, refused", path: at("/forgot-password?error=invalid_content") },
  { name: "forgotten password, requested", path: at("/forgot-password?asked=1") },
  { name: "invalid reset link", path: at("/reset-password/nothing") },
  { name: "invalid confirmation link", path: at("/confirm-email/nothing") },
  { name: "confirmed address", path: at("/confirm-email?done=1") },
  { name: "members, of one role", path: at("/dashboard/members?role=viewer&sort=-name"), as },
  { name: "deactivated member", path: ({ deactivatedId: id }) => `/dashboard/members/${id}`, as },
  { name: "members, deactivated", path: at("/dashboard/members?status=deactivated"), as },
  { name: "audit log, no match", path: at("/dashboard/audit?search=nobody&action=lead.&since=2026-01-01"), as },
  { name: "access review, nothing to remove", path: (world) => `${review(world)}?decision=remove`, as },
  { name: "mail, no match", path: at("/dashboard/mail?status=complained"), as },
  { name: "members, filtered", path: at("/dashboard/members?search=zo&expiring=true&unit_id=none&limit=25"), as },
  { name: "org unit, who can edit", path: (world) => `${unit(world)}?role=edit&sort=-name`, as },
  { name: "org unit, nobody matches", path: (world) => `${unit(world)}?search=nobody`, as },
  { name: "members, no match", path: at("/dashboard/members?search=nobody"), as },
  { name: "members, out of reach", path: at("/dashboard/members?unit_id=unit_nothing"), as },
  { name: "leads, no match", path: at("/dashboard/ou/default/leads?search=nobody&min_score=10"), as },
  { name: "lead, not found", path: at("/dashboard/ou/default/leads/lead_nothing"), as },
  { name: "webhook endpoint, no match", path: (world) => `${webhook(world)}?status=delivered`, as },
  { name: "org units, no match", path: at("/dashboard/org-units?search=nothing"), as },
  ...lists("empty").map((route) => ({ ...route, name: `${route.name}, empty` })),
  { name: "org unit, empty", path: ({ empty }) => `/dashboard/org-units/${empty.defaultUnit.unit_id}`, as: "empty" },
];

export type DialogStep = {
  name: string;
  /** The name of the page that has it. */
  on: string;
  opener: string | RegExp /** Of the opener's menu. */;
  item?: string;
};

/** Every dialog, with the page and the button, or the item of its menu, that open it. */
export const dialogs: readonly DialogStep[] = [
  { name: "command palette", on: "overview", opener: /^Command palette/ },
  { name: "create unit", on: "org units", opener: "Create org unit" },
  { name: "rename org unit", on: "org unit", opener: /^Rename/ },
  { name: "grant access", on: "org unit", opener: "Grant access" },
  { name: "revoke access", on: "org unit", opener: /^Revoke the access of Konstantinos/ },
  { name: "add member", on: "members", opener: "Add member" },
  { name: "save view", on: "members, of one role", opener: "Save this view" },
  { name: "edit views", on: "members", opener: "Edit views" },
  { name: "edit member", on: "member", opener: "Edit profile" },
  { name: "grant units", on: "member", opener: "Grant org units" },
  { name: "deactivate member", on: "member", opener: "Deactivate" },
  { name: "invitation link", on: "invited member", opener: "Copy link" },
  { name: "correct address", on: "invited member", opener: "Correct the address" },
  { name: "revoke invitation", on: "invited member", opener: "Revoke invitation" },
  { name: "remove member", on: "member", opener: "Remove member" },
  {
    name: "erase member",
    on: "deactivated member",
    opener: /^Erase .+ from the audit log$/,
  },
  { name: "start access review", on: "access reviews", opener: "Start a review" },
  { name: "close access review", on: "access review", opener: "Close review" },
  { name: "keep all remaining", on: "access review", opener: "Keep all remaining" },
  { name: "add lead", on: "leads", opener: "Add lead" },
  { name: "edit lead", on: "lead", opener: "Edit lead" },
  { name: "erase lead", on: "lead", opener: "Erase lead" },
  { name: "add ruleset", on: "rules", opener: "Add ruleset" },
  { name: "copy rulesets", on: "rules", opener: "Copy from another org unit" },
  {
    name: "remove rule",
    on: "rules",
    opener: "Actions for: pricing_page_viewed",
    item: "Remove…",
  },
  { name: "create service account", on: "integrations", opener: "Create service account" },
  { name: "rename service account", on: "integrations", opener: "Rename: Seeded" },
  { name: "revoke service account", on: "integrations", opener: "Revoke: Seeded" },
  { name: "add endpoint", on: "webhooks", opener: "Add endpoint" },
  { name: "edit endpoint", on: "webhook endpoint", opener: "Edit" },
  { name: "rotate secret", on: "webhook endpoint", opener: "Rotate secret" },
  { name: "disable endpoint", on: "webhook endpoint", opener: "Disable" },
  { name: "remove endpoint", on: "webhook endpoint", opener: "Remove" },
  { name: "create token", on: "tokens", opener: "Create token" },
  { name: "revoke token", on: "tokens", opener: /^Revoke: Seeded/ },
];
