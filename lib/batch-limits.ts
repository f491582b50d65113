/** How many members one call may invite, and how many memberships it may make. */
export const INVITED_AT_ONCE = 1000;
export const GRANTED_AT_ONCE = 20_000;
