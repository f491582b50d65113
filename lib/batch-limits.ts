/** How many members one call may invite, and how many memberships it may make. */
export const INVITED_AT_ONCE = 1000;
export const GRANTED_AT_ONCE = 20_000;
/** The most items of one access change, counted after its filters have expanded: what one transaction does in five seconds. */
export const CHANGED_AT_ONCE = 10_000;
/** The most members, and cells, of one section of the access matrix. */
export const MATRIX_ROWS = 1000;
export const MATRIX_CELLS = 10_000;
