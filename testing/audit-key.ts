/** The AUDIT_KEY of servers under test that bring no key of their own. */
export const auditKey = `${"7".repeat(43)}=`;
