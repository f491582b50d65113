/** What a reviewer decides about a membership (contract §9). */
export const reviewDecisions = ["keep", "remove"] as const;
export type ReviewDecision = (typeof reviewDecisions)[number];

/** What has become of a membership since its review started. */
export const reviewedStates = ["same", "changed", "gone"] as const;

/** What `PUT` replaces of an item (contract §10). */
export const decisionContent = ({ decision }: { decision: ReviewDecision | null }) => ({ decision });
