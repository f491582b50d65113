"use client";

import { useRouter } from "next/navigation";
import {
  type Dispatch,
  type SetStateAction,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { FormError } from "@/components/forms/form-error";
import { Button } from "@/components/ui/button";
import type { MatrixColumn } from "@/domain/access-matrix/schema";
import { WRITTEN } from "@/lib/http/api-client";
import { ActiveCell } from "./active-cell";
import { EditReport } from "./edit-report";
import { columnHeading, corner, gridAria, headingRow, reveal, wholeSize } from "./grid-roles";
import { GridRow } from "./grid-row";
import { MatrixData } from "./matrix-data";
import { HELP } from "./matrix-words";
import type { Pending } from "./pending";
import { RoleButtons } from "./role-buttons";
import { cellsIn, rangeOf, type Selection, start } from "./selection";
import { useEdits } from "./use-edits";
import { useGridEvents } from "./use-grid-events";
import { useView } from "./use-view";

type Props = {
  filters: string;
  units: MatrixColumn[];
  total: number;
  pending: Pending;
  setPending: Dispatch<SetStateAction<Pending>>;
  onReview: () => void;
};

/** The indexes from `first` to `last`, and the active one wherever it is, so that it keeps the focus. */
function shown(first: number, last: number, active: number): number[] {
  const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  if (active < 0) return indexes;
  return active < first ? [active, ...indexes] : active > last ? [...indexes, active] : indexes;
}

/** People × org units as a grid of which only what is in view is read and rendered (WAI-ARIA APG, Grid pattern). */
export function MatrixGrid({ filters, units, total, pending, setPending, onReview }: Props) {
  const router = useRouter();
  const [data] = useState(() => new MatrixData(filters, units, total, () => router.refresh()));
  const version = useSyncExternalStore(data.subscribe, data.version, data.version);
  const size = { rows: data.total, columns: units.length };
  const [selection, setSelection] = useState(start);
  const box = useRef<HTMLDivElement>(null);
  const view = useView(box, size);
  const takesFocus = useRef(false);
  const { report, say, edit, set } = useEdits(data, setPending);
  const range = rangeOf(selection, size);
  const { active } = selection;

  useEffect(() => data.renew(units), [data, units]);
  useEffect(() => {
    window.addEventListener(WRITTEN, data.reload);
    return () => window.removeEventListener(WRITTEN, data.reload);
  }, [data]);
  useEffect(() => {
    data.show(view.bottom < 0 ? null : view);
    return () => data.show(null);
  }, [data, view]);

  useLayoutEffect(() => {
    if (!takesFocus.current || !box.current) return;
    takesFocus.current = false;
    reveal(box.current, active);
    box.current.querySelector<HTMLElement>("[role=gridcell][tabindex='0']")?.focus({ preventScroll: true });
  }, [active]);

  function select(next: Selection) {
    takesFocus.current = true;
    setSelection(next);
  }

  const events = useGridEvents({ data, size, selection, select, range, box, say, edit, set, pending, onReview });
  const activeColumn = Math.min(active.column, size.columns - 1);
  const columns = useMemo(() => shown(view.left, view.right, activeColumn), [view.left, view.right, activeColumn]);
  return (
    <>
      <RoleButtons count={cellsIn(range)} onSet={(wanted) => set(range, wanted)} />
      <div
        ref={box}
        {...gridAria("People and their roles in org units", size)}
        {...events}
        className="relative isolate max-h-144 select-none overflow-auto rounded-md border border-line text-sm"
      >
        <div style={wholeSize(size)}>
          <div {...headingRow(size.columns)} className="sticky top-0 z-20 border-line border-b bg-raised">
            <div
              {...corner}
              className="sticky left-0 z-10 flex h-full items-center border-line border-r bg-raised px-2"
            >
              Person
            </div>
            {columns.map((column) => (
              <div
                key={units[column]?.unit_id}
                {...columnHeading(column)}
                title={units[column]?.name}
                className="absolute top-0 flex h-full cursor-pointer items-center border-line border-r px-2 font-medium"
              >
                <span className="truncate">{units[column]?.name}</span>
              </div>
            ))}
          </div>
          {shown(view.top, view.bottom, Math.min(active.row, size.rows - 1)).map((row) => (
            <GridRow
              key={row}
              row={row}
              columns={columns}
              data={data}
              version={version}
              pending={pending}
              active={row === active.row ? active.column : null}
              from={row >= range.top && row <= range.bottom ? range.left : 0}
              to={row >= range.top && row <= range.bottom ? range.right : -1}
            />
          ))}
        </div>
      </div>
      <ActiveCell data={data} at={active} pending={pending} />
      <EditReport report={report} />
      {data.failure !== null && (
        <div className="mt-2 space-y-2">
          <FormError error={data.failure} />
          <Button onClick={data.readView}>Try again</Button>
        </div>
      )}
      <p className="mt-2 text-muted text-sm">{HELP}</p>
    </>
  );
}
