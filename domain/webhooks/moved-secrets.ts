import { openWebhookSecret, sealWebhookSecret } from "./secrets";

type Cells = Record<string, string | null>;

const secretColumns = ["secret", "previous_secret"] as const;

function change(row: Cells, of: (orgId: string, endpointId: string, secret: string) => string): Cells {
  const { org_id: orgId = "", endpoint_id: endpointId = "" } = row;
  const secrets = secretColumns.map((name) => [
    name,
    row[name] ? of(orgId ?? "", endpointId ?? "", row[name]) : row[name],
  ]);
  return { ...row, ...Object.fromEntries(secrets) };
}

/** A row of webhook_endpoints with its secrets as they are; empty if the key that sealed them is no longer there. */
export const withOpenSecrets = (row: Cells): Cells => change(row, (...at) => openWebhookSecret(...at) ?? "");

/** The same row as this installation stores it. */
export const withSealedSecrets = (row: Cells): Cells => change(row, sealWebhookSecret);
