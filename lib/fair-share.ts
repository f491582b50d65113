const REMEMBERED = 10_000;

// Only a hint for the order of service: it ends with the process, and grants no authority.
const organizations = new Map<string, string>();

/** Remembers the organization of a proven credential (its SHA-256), for the 10,000 used last. */
export function rememberShare(credentialHash: string, orgId: string): void {
  organizations.delete(credentialHash);
  organizations.set(credentialHash, orgId);
  if (organizations.size <= REMEMBERED) return;
  const [oldest] = organizations.keys();
  if (oldest !== undefined) organizations.delete(oldest);
}

/**
 * Whose turn a request takes before its credential has been looked up (contract §11, fair shares): the organization that
 * the credential belonged to the last time, else the client's network. A credential that has proven nothing has no share of
 * its own: otherwise whoever makes up a new one for each request would get as many turns.
 */
export function shareOf(credentialHash: string | undefined, network: string): string {
  return (credentialHash && organizations.get(credentialHash)) || network;
}
