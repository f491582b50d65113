import { exportOrganization } from "@/db/export-organization";
import { type Imported, importOrganization } from "@/db/import-organization";
import { checkLog } from "@/domain/audit-log/check-log";
import { withOpenSecrets, withSealedSecrets } from "@/domain/webhooks/moved-secrets";
import type { Manifest } from "./file-format";
import { openOrganizationFile } from "./read-file";
import { writeOrganizationFile } from "./write-file";

/**
 * Writes everything of an organization into a file, as one snapshot has it. Passwords and the secrets of credentials are among it
 * only `withPasswords`. Throws ConfigError for a file that is there already or cannot be written; nothing is left then.
 */
export function exportToFile(
  ownerUrl: string | undefined,
  orgId: string,
  file: string,
  withPasswords: boolean,
): Promise<Manifest> {
  const options = { withPasswords, translations: { webhook_endpoints: withOpenSecrets } };
  return writeOrganizationFile(file, withPasswords, (sink) => exportOrganization(ownerUrl, orgId, options, sink));
}

/**
 * Brings an exported organization into this installation, all of it or nothing, and compares its audit log with its tree; returns
 * the first difference beside what was imported. Throws ConfigError for a bad file, and if the organization is here already.
 */
export async function importFromFile(ownerUrl: string | undefined, file: string) {
  const { header, pieces } = await openOrganizationFile(file);
  const { org_id: orgId } = header.organization;
  const options = { withPasswords: header.with_passwords, translations: { webhook_endpoints: withSealedSecrets } };
  const imported: Imported = await importOrganization(ownerUrl, orgId, pieces(), options);
  return { ...imported, difference: await checkLog(orgId, true) };
}
