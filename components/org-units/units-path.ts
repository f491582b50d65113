export const UNITS_PATH = "/dashboard/org-units";
