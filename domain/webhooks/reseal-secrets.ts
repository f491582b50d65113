import { resealRows } from "@/db/reseal";
import { withOpenSecrets, withSealedSecrets } from "./moved-secrets";

/**
 * Seals every webhook's secret with the current key, whichever of the known keys has sealed it. Afterwards the old ones are no longer
 * needed for these. May be run at any time, again, and beside running servers.
 */
export const resealSecrets = (ownerUrl: string | undefined) =>
  resealRows(ownerUrl, (row) => {
    const open = withOpenSecrets(row);
    return open.secret ? withSealedSecrets({ ...open, previous_secret: open.previous_secret || null }) : undefined;
  });
