import { useRef } from "react";

/** The rows of a form's list, each with an id that stays, and functions that add and remove one. */
export function useRows<Row>({ rows, setRows }: { rows: readonly Row[]; setRows: (rows: Row[]) => void }) {
  const made = useRef(0);
  const ids = useRef<string[]>([]);
  ids.current.length = Math.min(ids.current.length, rows.length);
  while (ids.current.length < rows.length) ids.current.push(`row-${made.current++}`);
  return {
    ids: ids.current,
    append: (row: Row) => setRows([...rows, row]),
    remove(index: number) {
      ids.current.splice(index, 1);
      setRows(rows.toSpliced(index, 1));
    },
  };
}
