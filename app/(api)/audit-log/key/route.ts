import { mayProveAuditLog } from "@/domain/audit-log/policy";
import { readVerifierKeys } from "@/domain/audit-log/read-proof";
import { endpoint } from "@/lib/http/endpoint";
import { plainText } from "@/lib/json-text";

export const GET = endpoint(
  {
    id: "getAuditKey",
    tag: "Audit Log",
    summary: "Get the public keys of the audit log",
    description:
      "The keys that have signed its checkpoints, newest first. Keep a copy elsewhere: it proves more than a key that you get here later.",
    scope: "read",
    allow: mayProveAuditLog,
    responses: { 200: null },
    media: { "text/plain": "One key a line, as C2SP writes them (signed-note verifier keys)" },
    refusals: ["checkpoint_not_found"],
  },
  { read: async ({ tx, reader }) => plainText(await readVerifierKeys(tx, reader)) },
);
