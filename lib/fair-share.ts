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
