import type { Command } from "@/components/palette/offered";
import { unitPath } from "@/components/shell/unit-pages";
import type { Actor } from "@/domain/access/actor";
import { mayRunReviews } from "@/domain/access-reviews/policy";
import { mayCheckIsolation } from "@/domain/isolation/policy";
import { mayWriteLeads } from "@/domain/leads/policy";
import { mayCreateMember } from "@/domain/members/policy";
import { mayCreateOrgUnit } from "@/domain/org-units/policy";
import { mayGrantInUnit } from "@/domain/ou-memberships/policy";
import { mayWriteRulesets } from "@/domain/rulesets/policy";
import { mayManageServiceAccounts } from "@/domain/service-accounts/policy";
import { mayManageOwnTokens } from "@/domain/tokens/policy";
import { mayManageWebhooks } from "@/domain/webhooks/policy";
import { type Role, roles } from "@/lib/roles";

type Allowed<May> = Command & { may: May };
type InOrganization = Allowed<(actor: Actor) => boolean>;
type InUnit = Allowed<(actor: Actor, params: object, unit: { role: Role }) => boolean>;

const ofOrganization: readonly InOrganization[] = [
  { label: "Add a member", also: "new invite", href: "/dashboard/members", button: "add-member", may: mayCreateMember },
  { label: "Invite many members", also: "people csv import", href: "/dashboard/members/invite", may: mayCreateMember },
  {
    label: "Create an org unit",
    also: "new add ou",
    href: "/dashboard/org-units",
    button: "create-unit",
    may: mayCreateOrgUnit,
  },
  {
    label: "Create an access token",
    also: "new api pat",
    href: "/dashboard/account/tokens",
    button: "create-token",
    may: mayManageOwnTokens,
  },
  {
    label: "Start an access review",
    also: "new recertify",
    href: "/dashboard/access-reviews",
    button: "start-review",
    may: mayRunReviews,
  },
  {
    label: "Add a webhook endpoint",
    also: "new create events",
    href: "/dashboard/webhooks",
    button: "add-endpoint",
    may: mayManageWebhooks,
  },
  { label: "Run the isolation check", href: "/dashboard/isolation", button: "run-check", may: mayCheckIsolation },
];

const ofUnit: readonly InUnit[] = [
  {
    label: "Grant access",
    also: "give role",
    href: "/dashboard/org-units/{unit}",
    button: "grant-access",
    may: mayGrantInUnit,
  },
  { label: "Add a lead", also: "new", href: unitPath("{slug}", "/leads"), button: "add-lead", may: mayWriteLeads },
  {
    label: "Add a ruleset",
    also: "new rules",
    href: unitPath("{slug}", "/rules"),
    button: "add-ruleset",
    may: mayWriteRulesets,
  },
  {
    label: "Create a service account",
    also: "new add program secret",
    href: unitPath("{slug}", "/integrations"),
    button: "create-service-account",
    may: mayManageServiceAccounts,
  },
];

/**
 * What the command palette offers this person to do. Which OU is active depends on the tab, so a command of an OU comes with
 * the roles that may use it there.
 */
export function commandsFor(actor: Actor): Command[] {
  return [
    ...ofOrganization.filter(({ may }) => may(actor)).map(({ may: _may, ...command }) => command),
    ...ofUnit.map(({ may, ...command }) => ({ ...command, roles: roles.filter((role) => may(actor, {}, { role })) })),
  ];
}
