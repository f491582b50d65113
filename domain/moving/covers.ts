import { ConfigError } from "@/lib/env";
import type { OrganizationFile } from "./read-file";

type Organization = { org_id: string; name: string; suspended_at: Date | null };

// Sealing moves rows between these at any time. They follow from the entries, which are compared.
const sealing = new Set(["audit_unsealed", "audit_nodes", "audit_trees", "audit_keys"]);

/**
 * Throws ConfigError unless the export has all there is of the organization now: it was made while the organization was suspended,
 * and it has as many rows of each table.
 */
export function assertCovers(
  { header, manifest }: OrganizationFile,
  organization: Organization,
  rows: Record<string, number>,
): void {
  const { org_id: id, name, suspended_at: suspendedAt } = organization;
  if (header.organization.org_id !== id) throw new ConfigError(`The export is not of ${name} (${id}).`);
  if (!suspendedAt || header.organization.suspended_at !== suspendedAt.toISOString()) {
    throw new ConfigError(
      `The export may lack what members have done since. Suspend ${name} (org:suspend), export it, and delete it with that export.`,
    );
  }
  const differing = Object.keys(manifest.rows).filter(
    (table) => !table.includes(".") && !sealing.has(table) && manifest.rows[table] !== (rows[table] ?? 0),
  );
  if (differing.length > 0) {
    throw new ConfigError(
      `The export has other numbers of rows than there are (${differing.join(", ")}); make a new one.`,
    );
  }
}
