import { processWide } from "./process-wide";
import { RecentlyUsed } from "./recently-used";

// Only a hint for whose turn it is and whose rate: it ends with the process and grants no access.
const organizations = new RecentlyUsed<string>(10_000);

/** Remembers the organization of a valid credential (by its SHA-256), for the 10,000 used last. */
export function rememberShare(credentialHash: string, orgId: string): void {
  organizations.set(credentialHash, orgId);
}

/** Forgets a credential that has turned out not to be valid any more. */
export function forgetShare(credentialHash: string): void {
  organizations.delete(credentialHash);
}

/** The organization that the credential last belonged to, if this process has seen it be valid. */
export const organizationOf = (credentialHash: string): string | undefined => organizations.get(credentialHash);

/**
 * Whose turn a request takes before its credential has been looked up (contract §11, fair shares): that of the organization
 * that the credential last belonged to, else the client's network. An unknown credential has no share of its own:
 * otherwise a client could get more turns by inventing one for each request.
 */
export function shareOf(credentialHash: string | undefined, network: string): string {
  return (credentialHash && organizations.get(credentialHash)) || network;
}

const NEVER = Number.NEGATIVE_INFINITY;

// The share served last, when that was, and when any other one last was: enough to answer areOthersServed for every share.
const served = processWide("shares served", () => ({ share: "", at: NEVER, otherAt: NEVER }));

const RECENT_MILLISECONDS = 1_000;

/** Notes that a request of this share is served. */
export function noteServed(share: string): void {
  if (share !== served.share) served.otherAt = served.at;
  served.share = share;
  served.at = performance.now();
}

/** Whether anybody else's request was served within the last second. */
export const areOthersServed = (share: string): boolean =>
  performance.now() - (share === served.share ? served.otherAt : served.at) < RECENT_MILLISECONDS;
