import { mayProveAuditLog } from "@/domain/audit-log/policy";
import { readNewestCheckpoint } from "@/domain/audit-log/read-proof";
import { endpoint } from "@/lib/http/endpoint";
import { plainText } from "@/lib/json-text";

export const GET = endpoint(
  {
    id: "getAuditCheckpoint",
    tag: "Audit Log",
    summary: "Get the newest checkpoint of the audit log",
    description:
      "The state of the log at one time, in a few lines. Keep some checkpoints where nobody who runs this installation can change them. `npm run audit:verify` compares an export with them.",
    scope: "read",
    allow: mayProveAuditLog,
    responses: { 200: null },
    media: {
      "text/plain":
        "A signed note: the log's name, its number of entries, the root of its RFC 6962 tree, and an Ed25519 signature (C2SP tlog-checkpoint)",
    },
    refusals: ["checkpoint_not_found"],
  },
  { read: async ({ tx, reader }) => plainText(await readNewestCheckpoint(tx, reader)) },
);
