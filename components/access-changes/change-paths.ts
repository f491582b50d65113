/** The page that lists the access changes; each has its own page below it. */
export const CHANGES_PATH = "/dashboard/changes";
