/** How many days before a membership ends its member and whoever granted it are told (contract §9). */
export const TOLD_DAYS = 3;
