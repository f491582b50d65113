import type { Policy } from "@/db/protection";

const verbs: Record<string, string> = {
  select: "Read",
  insert: "Add",
  update: "Change",
  delete: "Remove",
  all: "Read and write",
};

// What a request presents before its caller is known, and the rows that it identifies.
const presented: [setting: string, words: string][] = [
  ["token_hash", "the presented access token"],
  ["session_hash", "the presented session"],
  ["device_hash", "the presented device"],
  ["secret_hash", "the service account whose secret is presented"],
  ["sign_in_email", "the accounts of the e-mail address that signs in"],
  ["attempt_keys", "the named attempt counters"],
  ["link_id", "the invitation or password link that is opened"],
  ["message_id", "the mail that is being sent"],
  ["rate_org_ids", "the request rates of the organizations that a server reports"],
  ["used_hashes", "the service accounts that have used the API lately, for org admins"],
  ["maker_id", "the service accounts that a named member made, for org admins"],
  ["ended_member_id", "the devices and links of a member whose credentials an org admin is ending"],
  ["secret_id", "the caller’s own requests that have an Idempotency-Key"],
  ["forgets_keys", "requests that had an Idempotency-Key more than a day ago, to forget them"],
  ["delivery_id", "the named delivery of the mail provider"],
  ["queues_events", "the organization’s webhook endpoints and deliveries, while an event is queued for them"],
  ["erased_subject_id", "the values that the audit log has of a person who is being erased"],
];

const ROLES_WITHIN: [expression: RegExp, words: string][] = [
  [/unit_role'.* = ANY|unit_role'.* = 'editor'/s, ", for its editors and admins"],
  [/unit_role'.* = 'admin'/s, ", for its admins"],
];

function rowsOf(expression: string): string {
  const reads = (setting: string) => expression.includes(`'app.${setting}'`);
  if (reads("unit_id")) {
    const [, whose = ""] = ROLES_WITHIN.find(([role]) => role.test(expression)) ?? [];
    return `rows of the active org unit${whose}`;
  }
  const [, named] = presented.find(([setting]) => reads(setting)) ?? [];
  if (named) return named;
  if (reads("ends_memberships") && !reads("org_role"))
    return "rows of memberships that end, for the job that removes them";
  if (reads("seals_audit_log") && !reads("org_role"))
    return `rows of ${reads("org_id") ? "the organization" : "every organization"}, for the job that seals the audit log`;
  if (reads("org_id")) return `rows of the organization${whoseInOrganization(reads)}`;
  const settings = [...expression.matchAll(/'app\.(\w+)'/g)].map(([, setting]) => setting);
  return `what the scope's ${[...new Set(settings)].join(" and ") || "condition"} names`;
}

function whoseInOrganization(reads: (setting: string) => boolean): string {
  const inUnits = ", in org units that the member has access to";
  const [isByUnit, isByMember, isByRole] = [reads("unit_ids"), reads("member_id"), reads("org_role")];
  if (isByUnit) return isByMember ? `${inUnits}, and their own` : inUnits;
  if (reads("admin_unit_ids"))
    return ": all for org admins, their own and those of org units that they are admin of for other members";
  if (reads("only_unit_id")) return ", the member’s own only, and to a token of one org unit those of that unit only";
  if (isByMember && !isByRole) return ", the member’s own only";
  if (isByMember)
    return `: all for org admins, their own${reads("inviter_id") ? " and their inviter’s" : ""} for other members`;
  return isByRole ? ", for org admins" : "";
}

/** A policy as a sentence, from the settings of the scope that its expression reads. */
export function meaningOf({ command, using, check }: Policy): string {
  return `${verbs[command] ?? command} ${rowsOf(`${using ?? ""} ${check ?? ""}`)}.`;
}
