/** The cookie in which this member's browser says whether shortcuts of single keys are on: WCAG 2.1.4 wants a way to turn them off. */
export const singleKeysCookie = (memberId: string) => `single_keys_${memberId}`;

/** What the cookie of those who turned them off holds. */
export const SINGLE_KEYS_OFF = "off";
