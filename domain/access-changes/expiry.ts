/** How many days before it ends a membership's end is told to the member and to who granted it (contract §9). */
export const TOLD_DAYS = 3;
