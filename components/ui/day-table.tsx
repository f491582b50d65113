import { PlainTable } from "@/components/data-table/plain-table";
import { numberText } from "@/lib/number-text";
import { UtcDay } from "./local-time";

type Props = {
  /** What is counted; "latest first" is added. */
  caption: string;
  columns: string[];
  /** Oldest first, as charts have them; the values in the order of the columns. */
  days: { when: string; values: number[] }[];
};

/** The numbers of a chart of days (UTC) as a table. */
export function DayTable({ caption, columns, days }: Props) {
  const headings = columns.map((label) => ({ label, className: "text-right" }));
  return (
    <PlainTable caption={`${caption}, latest first`} headings={[{ label: "Day (UTC)" }, ...headings]}>
      <tbody>
        {days.toReversed().map(({ when, values }) => (
          <tr key={when} className="border-line border-b last:border-b-0">
            <th scope="row" className="py-1 pr-4 font-normal">
              <UtcDay value={when} />
            </th>
            {columns.map((column, index) => (
              <td key={column} className="py-1 pr-4 text-right tabular-nums last:pr-0">
                {numberText(values[index] ?? 0)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}
