import { listHref } from "@/components/data-table/list-href";

export const MATRIX_PATH = "/dashboard/access";

/** The filters in the page's address, with the names of GET /access-matrix. */
export type MatrixState = Partial<
  Record<"search" | "role" | "status" | "expiring" | "unit_search", string | undefined>
>;

/** The path that exports what the filters show. */
export const exportHref = (format: string, state: MatrixState) =>
  listHref("/access-matrix/export", { format, ...state });
