import { auditActions } from "@/domain/audit-log/actions";
import { eventTypes } from "./schema";

const CROSSED = "lead.score_crossed";

const isAction = (type: string): type is keyof typeof auditActions => Object.hasOwn(auditActions, type);

/** Whether the audit log does not have this event type, so that its body is another one. */
export const isApart = (type: string): boolean => !isAction(type);

/** What has happened when an event of this type is sent. */
export function eventMeaning(type: string): string {
  if (type === "lead.created") return "A lead was created, by a person or by an event about somebody new";
  if (!isAction(type)) return "A lead's score rose above the threshold of a ruleset";
  const deed = auditActions[type].sentence.replace(/\{\w+\}/g, "…");
  return deed.charAt(0).toUpperCase() + deed.slice(1);
}

/** The event types of a noun, such as `member`. */
export const eventTypesOf = (noun: string): string[] => eventTypes.filter((type) => type.startsWith(`${noun}.`));

const AT = "2026-01-31T09:26:53Z";

const common = { at: AT, unit_id: "unit_abc123" };

const crossing = {
  ...common,
  action: CROSSED,
  actor: { kind: "system", id: null, name: null },
  target: { type: "lead", id: "lead_abc123", name: null },
  ruleset: { id: "rset_abc123", name: "Website engagement" },
  score_above: 80,
  changes: [{ field: "score", before: 75, after: 90 }],
};

const deed = (action: keyof typeof auditActions) => ({
  id: "aud_abc123",
  ...common,
  action,
  actor: { kind: "member", id: "mem_abc123", name: "Ada Lovelace" },
  credential: { kind: "session", id: "ses_abc123" },
  target: { type: auditActions[action].target, id: "its_id", name: "Its name" },
  changes: [],
  change_set_id: null,
  request_id: "req_abc123",
});

/** An example of the body that is sent for an event type. */
export const exampleEvent = (type: string): object => ({
  type,
  timestamp: AT,
  data: isAction(type) ? deed(type) : crossing,
});
