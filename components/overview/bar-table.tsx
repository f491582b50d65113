import { Link } from "@/components/ui/link";
import { numberText } from "@/lib/number-text";

type BarRow = {
  key: string;
  label: string;
  /** The label's link, if any. */
  labelHref?: string;
  value: number;
  /** The list that the value counts. */
  href: string;
};

type Props = {
  caption: string;
  labelHeading: string;
  valueHeading: string;
  rows: BarRow[];
  /** The total that shares are computed of; without it there is no share column. */
  whole?: number;
};

const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 0 });

const linkStyle = "inline-flex min-h-6 items-center text-text underline decoration-line hover:decoration-current";

/** A bar chart and its data table in one: each row has a bar and a number that links to the list it counts. */
export function BarTable({ caption, labelHeading, valueHeading, rows, whole }: Props) {
  const longest = Math.max(1, ...rows.map((row) => row.value));
  return (
    <table className="w-full text-left">
      <caption className="sr-only">{caption}</caption>
      <thead className="border-line border-b text-muted text-sm">
        <tr>
          <th scope="col" className="whitespace-nowrap py-1.5 pr-4 font-medium">
            {labelHeading}
          </th>
          <th scope="col" className="w-2/5 py-1.5 font-medium">
            <span className="sr-only">Bar</span>
          </th>
          <th scope="col" className="py-1.5 pl-4 text-right font-medium">
            {valueHeading}
          </th>
          {whole !== undefined && (
            <th scope="col" className="w-16 py-1.5 pl-4 text-right font-medium">
              Share
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, labelHref, value, href }) => (
          <tr key={key} className="border-line border-b last:border-b-0">
            <th scope="row" className="py-1.5 pr-4 font-normal">
              {labelHref ? (
                <Link href={labelHref} className={`wrap-anywhere ${linkStyle}`}>
                  {label}
                </Link>
              ) : (
                label
              )}
            </th>
            <td className="py-1.5">
              <Bar share={value / longest} />
            </td>
            <td className="py-1.5 pl-4 text-right tabular-nums">
              <Link
                href={href}
                aria-label={`${numberText(value)}, ${label}: show list`}
                className={`min-w-6 justify-end ${linkStyle}`}
              >
                {numberText(value)}
              </Link>
            </td>
            {whole !== undefined && (
              <td className="py-1.5 pl-4 text-right text-muted tabular-nums">
                {percent.format(whole === 0 ? 0 : value / whole)}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** An SVG, because the page's policy allows no inline styles and an SVG's width is an attribute. */
function Bar({ share }: { share: number }) {
  return (
    <svg aria-hidden width="100%" height="8" className="block rounded bg-raised">
      <title>Bar</title>
      <rect width={`${share * 100}%`} height="8" rx="2" className="fill-accent" />
    </svg>
  );
}
