/** What an entry of the audit log is about. */
export const targetTypes = [
  "organization",
  "org_unit",
  "member",
  "session",
  "token",
  "service_account",
  "ruleset",
  "rule",
  "lead",
  "message",
  "export",
  "audit_log",
  "webhook_endpoint",
] as const;
export type TargetType = (typeof targetTypes)[number];

type Described = { target: TargetType; sentence: string };
const on = <T extends TargetType>(target: T, sentence: string) => ({ target, sentence }) satisfies Described;

/**
 * Every action of the audit log (contract §8): what it is done to, and how a page says it; {target} is the target's name and
 * {unit} the OU's. This list is closed: an operation that writes something new adds its action here.
 */
export const auditActions = {
  "organization.created": on("organization", "created the organization"),
  "org_unit.created": on("org_unit", "created the OU {target}"),
  "org_unit.renamed": on("org_unit", "renamed the OU {target}"),
  "org_unit.updated": on("org_unit", "changed the OU {target}"),
  "member.created": on("member", "added {target}"),
  "member.invited": on("member", "invited {target}"),
  "member.invitation_resent": on("member", "sent {target} a new invitation"),
  "member.invitation_link_copied": on("member", "copied a new invitation link for {target}"),
  "member.invitation_revoked": on("member", "revoked the invitation of {target}"),
  "member.accepted": on("member", "accepted the invitation of {target}"),
  "member.initial_password_used": on("member", "used the initial password of {target}"),
  "member.updated": on("member", "changed {target}"),
  "member.role_changed": on("member", "changed the org role of {target}"),
  "member.deactivated": on("member", "deactivated {target}"),
  "member.reactivated": on("member", "reactivated {target}"),
  "member.removed": on("member", "removed {target}"),
  "member.erased": on("member", "erased a person from the audit log"),
  "member.credentials_ended": on("member", "ended the sessions and tokens of {target}"),
  "member.password_changed": on("member", "changed the password of {target}"),
  "member.password_reset_requested": on("member", "sent {target} a link to reset the password"),
  "member.password_reset": on("member", "reset the password of {target}"),
  "member.email_change_requested": on("member", "asked to change the e-mail address of {target}"),
  "member.email_change_cancelled": on("member", "cancelled the change of the e-mail address of {target}"),
  "member.email_changed": on("member", "changed the e-mail address of {target}"),
  "membership.granted": on("member", "gave {target} access to {unit}"),
  "membership.changed": on("member", "changed the access of {target} to {unit}"),
  "membership.revoked": on("member", "ended the access of {target} to {unit}"),
  "membership.expired": on("member", "ended the access of {target} to {unit}, which had expired"),
  "session.started": on("session", "signed in"),
  "session.failed": on("member", "refused a sign-in as {target}"),
  "session.locked": on("member", "stopped sign-ins as {target} after too many attempts"),
  "session.confirmed": on("session", "confirmed the password"),
  "session.ended": on("session", "ended a session of {target}"),
  "session.others_ended": on("member", "ended the other sessions of {target}"),
  "token.created": on("token", "created the token {target}"),
  "token.revoked": on("token", "revoked the token {target}"),
  "service_account.created": on("service_account", "created the service account {target}"),
  "service_account.updated": on("service_account", "changed the service account {target}"),
  "service_account.revoked": on("service_account", "revoked the service account {target}"),
  "ruleset.created": on("ruleset", "created the ruleset {target}"),
  "ruleset.updated": on("ruleset", "changed the ruleset {target}"),
  "ruleset.deleted": on("ruleset", "deleted the ruleset {target}"),
  "rule.created": on("rule", "created a rule in {target}"),
  "rule.updated": on("rule", "changed a rule in {target}"),
  "rule.deleted": on("rule", "deleted a rule in {target}"),
  "lead.created": on("lead", "created the lead {target}"),
  "lead.updated": on("lead", "changed the lead {target}"),
  "lead.erased": on("lead", "erased a lead"),
  "mail.given_up": on("message", "gave up a mail to {target}"),
  "mail.bounced": on("message", "noted that a mail to {target} bounced"),
  "mail.complained": on("message", "noted that {target} reported a mail as spam"),
  "webhook_endpoint.created": on("webhook_endpoint", "added the webhook endpoint {target}"),
  "webhook_endpoint.updated": on("webhook_endpoint", "changed the webhook endpoint {target}"),
  "webhook_endpoint.enabled": on("webhook_endpoint", "enabled the webhook endpoint {target}"),
  "webhook_endpoint.disabled": on("webhook_endpoint", "disabled the webhook endpoint {target}"),
  "webhook_endpoint.secret_rotated": on("webhook_endpoint", "changed the secret of the webhook endpoint {target}"),
  "webhook_endpoint.tested": on("webhook_endpoint", "sent a test event to the webhook endpoint {target}"),
  "webhook_endpoint.redelivered": on("webhook_endpoint", "sent an event to the webhook endpoint {target} again"),
  "webhook_endpoint.deleted": on("webhook_endpoint", "removed the webhook endpoint {target}"),
  "export.members": on("export", "exported the members"),
  "export.org_unit_access": on("export", "exported who has access to {unit}"),
  "export.audit_log": on("export", "exported the audit log"),
  "audit_log.pruned": on("audit_log", "pruned the audit log"),
} as const satisfies Record<string, Described>;

export type AuditAction = keyof typeof auditActions;

/** The fields of a member whose values are personal: an entry has them only as a hash. */
export const personalFields: ReadonlySet<string> = new Set(["first_name", "last_name", "email"]);
