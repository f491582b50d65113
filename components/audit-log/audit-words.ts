import { conditionText } from "@/components/rules/rule-words";
import { type AuditNoun, type ShownEntry, sentenceOf } from "@/domain/audit-log/schema";
import { signedText } from "@/lib/number-text";

/** The things that can be filtered by, in the order of the filter. */
export const nounNames: Record<AuditNoun, string> = {
  member: "Members",
  membership: "OU access",
  org_unit: "Org units",
  session: "Sessions",
  token: "Access tokens",
  service_account: "Service accounts",
  ruleset: "Rulesets",
  rule: "Rules",
  lead: "Leads",
  mail: "Mail",
  access_review: "Access reviews",
  webhook_endpoint: "Webhooks",
  organization: "Organization",
  export: "Exports",
  audit_log: "Audit log",
};

/** What an action, or the beginning of one, is called. */
export function actionName(filter: string): string {
  const [noun = "", verb = ""] = filter.split(".");
  const name = nounNames[noun as AuditNoun];
  return verb ? `${name}: ${verb.replaceAll("_", " ")}` : name;
}

const ERASED = "an erased person";
const kinds = { member: ERASED, service_account: "a service account", operator: "an operator", system: "LeadVibe" };

/** Who did it, as the beginning of a sentence. */
export function actorWords({ actor }: ShownEntry): string {
  const words = actor.name ?? kinds[actor.kind];
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const PEOPLE: readonly string[] = ["member", "lead", "session", "message"];

function targetWords({ target }: ShownEntry): string {
  return target.name ?? (PEOPLE.includes(target.type) ? ERASED : `the ${target.type.replaceAll("_", " ")}`);
}

/** A new rule in words, from the fields that it was created with. */
function ruleWords({ changes }: ShownEntry): string {
  const rule = Object.fromEntries(changes.map(({ field, after }) => [field, after]));
  return `${signedText(Number(rule.weight))} for ${conditionText(rule)}`;
}

const isText = (value: unknown) => typeof value !== "object" || value === null || Array.isArray(value);

/** What was done, as the rest of the sentence; a single change is told with both values, or by its name if they are long. */
export function deedWords(entry: ShownEntry): string {
  const deed = sentenceOf(entry.action)
    .replace("{target}", () => targetWords(entry))
    .replace("{unit}", () => entry.unit_name ?? "an org unit");
  const [change, ...more] = entry.changes;
  if (entry.action === "rule.created") return `${deed}: ${ruleWords(entry)}`;
  if (!change || more.length > 0) return deed;
  if (!isText(change.before) || !isText(change.after)) return `${deed}: ${fieldName(change.field)}`;
  const what = entry.action.endsWith("role_changed") || change.field === "role" ? "" : `${fieldName(change.field)} `;
  const before = /\.(created|granted|invited)$/.test(entry.action) ? "" : `${valueText(change.before)} → `;
  return `${deed}: ${what}${before}${valueText(change.after)}`;
}

/** A field's name without underscores. */
export const fieldName = (field: string): string => field.replaceAll("_", " ");

/** A value of a change in words. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === "") return "none";
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
