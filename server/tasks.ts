import { type JobHelpers, parseCronItems, type Task, type TaskList } from "graphile-worker";
import { z } from "zod";
import { forgetOldKeys } from "@/db/idempotency";
import type { Jobs } from "@/db/jobs";
import { endExpiredMemberships } from "@/domain/access-changes/end-memberships";
import { remindReviewers } from "@/domain/access-reviews/remind";
import { sendResetLinks } from "@/domain/account/request-password-reset";
import { checkAuditLogs, mailCheckpoints, sealAuditLogs } from "@/domain/audit-log/seal";
import { deliverMessage } from "@/domain/mail/deliver-message";
import { recomputeScores } from "@/domain/scores/recompute";
import { noteFailedSignIn } from "@/domain/sessions/note-failed-sign-in";
import { sendNext } from "@/domain/webhooks/send";
import { log } from "@/lib/log";
import { jobs } from "@/lib/metrics";
import { rootCause } from "@/lib/root-cause";
import { type Span, traced } from "@/lib/tracing";

const SendMail = z.strictObject({ org_id: z.string(), message_id: z.string() }) satisfies z.ZodType<Jobs["send_mail"]>;

const Scores = z.strictObject({ org_id: z.string(), unit_id: z.string() }) satisfies z.ZodType<
  Jobs["recompute_scores"]
>;

const Organization = z.strictObject({ org_id: z.string() }) satisfies z.ZodType<Jobs["remind_reviewers"]>;
const Webhooks = z.strictObject({ org_id: z.string(), endpoint_id: z.string() }) satisfies z.ZodType<
  Jobs["deliver_webhooks"]
>;

const Account = z.strictObject({ org_id: z.string(), org_member_id: z.string() });
const accounts = z.array(Account);
const PasswordReset = z.strictObject({ accounts, from: z.string().optional() }) satisfies z.ZodType<
  Jobs["request_password_reset"]
>;
const FailedSignIn = z.strictObject({ failed: accounts, locked: accounts, from: z.string() }) satisfies z.ZodType<
  Jobs["note_failed_sign_in"]
>;

// The queue stores a failed task's message and prints its stack, so only an error's kind and code may reach it.
function hidingDetails(task: Task<string>): Task<string> {
  async function run(payload: unknown, helpers: JobHelpers, span: Span): Promise<void> {
    const { task_identifier: name, id } = helpers.job;
    const startedAt = performance.now();
    const count = (result: string) => jobs.observe((performance.now() - startedAt) / 1000, name, result);
    try {
      await task(payload, helpers);
      count("done");
    } catch (error) {
      count("failed");
      log().error({ task: name, job: id, err: error }, "a job failed");
      const cause = rootCause(error);
      span.fail(String(cause.code ?? cause.name));
      throw Object.assign(new Error(`${cause.name} ${cause.code ?? ""}`.trim()), { stack: undefined });
    }
  }
  return (payload, helpers) => {
    const { traceparent: from, ...rest } = payload as { traceparent?: string }; // db/jobs.ts adds it
    const step = { name: `job ${helpers.job.task_identifier}`, kind: "consumer", from } as const;
    return traced(step, (span) => run(rest, helpers, span));
  };
}

/** When tasks run that nothing queues. */
export const schedule = parseCronItems([
  { task: "forget_keys", match: "*/10 * * * *" },
  { task: "end_memberships", match: "* * * * *" },
  { task: "seal_audit_logs", match: "* * * * *" },
  { task: "check_audit_logs", match: "17 3 * * *" },
  { task: "mail_checkpoints", match: "7 6 * * 1" },
] satisfies { task: keyof Jobs; match: string }[]);

/** The worker's tasks, by their names in db/jobs.ts. */
export const tasks: TaskList & Record<keyof Jobs, unknown> = {
  send_mail: hidingDetails(async (payload, { job }) => {
    const { org_id: orgId, message_id: messageId } = SendMail.parse(payload);
    const turn = job.attempts === 1 ? "first" : job.attempts < job.max_attempts ? "again" : "last";
    await deliverMessage({ orgId, messageId }, turn);
  }),
  recompute_scores: hidingDetails(async (payload, { abortSignal }) => {
    const { org_id: orgId, unit_id: unitId } = Scores.parse(payload);
    await recomputeScores(orgId, unitId, { signal: abortSignal });
  }),
  forget_keys: hidingDetails(async (_payload, { abortSignal }) => {
    while (!abortSignal?.aborted && (await forgetOldKeys()));
  }),
  end_memberships: hidingDetails((_payload, { abortSignal }) => endExpiredMemberships(abortSignal)),
  seal_audit_logs: hidingDetails((_payload, { abortSignal }) => sealAuditLogs(abortSignal)),
  mail_checkpoints: hidingDetails((_payload, { abortSignal }) => mailCheckpoints(abortSignal)),
  check_audit_logs: hidingDetails((_payload, { abortSignal }) => checkAuditLogs(abortSignal)),
  remind_reviewers: hidingDetails((payload) => remindReviewers(Organization.parse(payload).org_id)),
  deliver_webhooks: hidingDetails(async (payload) => {
    const { org_id: orgId, endpoint_id: endpointId } = Webhooks.parse(payload);
    await sendNext({ orgId, endpointId });
  }),
  request_password_reset: hidingDetails((payload, { job }) =>
    sendResetLinks(PasswordReset.parse(payload), job.created_at),
  ),
  note_failed_sign_in: hidingDetails((payload) => noteFailedSignIn(FailedSignIn.parse(payload))),
};
