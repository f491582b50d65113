import { findTrees, findUnsealed } from "@/db/audit-sealing";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { checkLog } from "./check-log";
import { keepCheckpoint } from "./keep-checkpoint";
import { mailCheckpoint } from "./mail-checkpoint";
import { sealEntries } from "./seal-entries";
import { signCheckpoint } from "./sign-checkpoint";

// One organization's failure, of whatever kind, must not keep the others waiting.
async function forEach(orgIds: readonly string[], work: (orgId: string) => Promise<unknown>, signal?: AbortSignal) {
  for (const orgId of orgIds) {
    if (signal?.aborted) return;
    await work(orgId).catch((error: unknown) => {
      log().error({ org_id: orgId, err: error }, "the work on an audit log failed");
    });
  }
}

/**
 * Seals what waits in an organization's audit log: adds it to the tree, signs a checkpoint, and reads it again to check it. It
 * may be killed at any point and run again, or run twice at once.
 */
export async function sealAuditLog(orgId: string, signal?: AbortSignal): Promise<void> {
  await sealEntries(orgId, signal);
  await signCheckpoint(orgId);
  await checkLog(orgId);
}

/** Seals what waits in every audit log, and keeps the checkpoints where the operator wants them, too. */
export async function sealAuditLogs(signal?: AbortSignal): Promise<void> {
  await forEach(await findUnsealed(), (orgId) => sealAuditLog(orgId, signal), signal);
  if (env().AUDIT_CHECKPOINT_DIR) await forEach(await findTrees(), keepCheckpoint, signal);
}

/** Mails each organization's admins its newest checkpoint, if the operator wants that. */
export async function mailCheckpoints(signal?: AbortSignal): Promise<void> {
  if (env().AUDIT_CHECKPOINT_MAIL === "off") return;
  await forEach(await findTrees(), mailCheckpoint, signal);
}

/** Reads every audit log again from its beginning and compares it with its tree. */
export async function checkAuditLogs(signal?: AbortSignal): Promise<void> {
  await forEach(await findTrees(), (orgId) => checkLog(orgId, true), signal);
}
