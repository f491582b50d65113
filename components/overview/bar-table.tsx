import { logShare, round } from "@/components/ui/chart-scale";
import { Link } from "@/components/ui/link";
import { OuDot } from "@/components/ui/ou-dot";
import { compactText, numberText } from "@/lib/number-text";

type BarRow = {
  key: string;
  label: string;
  /** The label's link, if any. */
  labelHref?: string;
  value: number;
  /** The list that the value counts. */
  href: string;
  /** The id of an OU, whose dot the label gets. */
  dotOf?: string;
  /** The bar's colour, if it is not the usual one. */
  fill?: string;
};

type Props = {
  caption: string;
  labelHeading: string;
  valueHeading: string;
  rows: BarRow[];
  /** The total that shares are computed of; without it there is no share column. */
  whole?: number;
  /** Whether each step of the bar means ten times as much, so that small values stay visible beside a huge one. */
  isLog?: boolean;
};

const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 0 });

/** A share of the whole: "0.2%" counts too, but is not worth a decimal of its own. */
const shareText = (share: number): string => (share > 0 && share < 0.01 ? "<1%" : percent.format(share));

const linkStyle = "inline-flex min-h-6 items-center text-text underline decoration-line hover:decoration-current";

/** A bar chart and its data table in one: each row has a bar and a number that links to the list it counts. */
export function BarTable({ caption, labelHeading, valueHeading, rows, whole, isLog = false }: Props) {
  const longest = Math.max(1, ...rows.map((row) => row.value));
  const shareOf = (value: number) => (isLog ? logShare(value, longest) : value / longest);
  const tens = isLog ? powersOfTen(longest) : [];
  return (
    <table className="w-full text-left">
      <caption className="sr-only">{caption}</caption>
      <thead className="border-line border-b text-muted text-sm">
        <tr>
          <th scope="col" className="whitespace-nowrap py-1.5 pr-4 font-medium">
            {labelHeading}
          </th>
          <th scope="col" className="w-2/5 py-1.5 align-bottom max-sm:w-1/4 font-medium">
            <span className="sr-only">{isLog ? "Bar, on a scale of tens" : "Bar"}</span>
            {isLog && <TensAxis tens={tens} shareOf={shareOf} />}
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
        {rows.map(({ key, label, labelHref, value, href, fill, dotOf }) => (
          <tr key={key} className="border-line border-b last:border-b-0">
            <th scope="row" className="py-1.5 pr-4 font-normal">
              <span className="flex min-w-0 items-center gap-2">
                {dotOf && <OuDot id={dotOf} />}
                {labelHref ? (
                  <Link href={labelHref} className={`wrap-anywhere ${linkStyle}`}>
                    {label}
                  </Link>
                ) : (
                  label
                )}
              </span>
            </th>
            <td className="py-1.5">
              <Bar share={shareOf(value)} fill={fill} marks={tens.map(shareOf)} />
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
                {shareText(whole === 0 ? 0 : value / whole)}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const powersOfTen = (longest: number) => [1, 10, 100, 1000, 10_000, 100_000].filter((ten) => ten <= longest);

function TensAxis({ tens, shareOf }: { tens: number[]; shareOf: (value: number) => number }) {
  return (
    <svg aria-hidden width="100%" height="14" className="block overflow-visible">
      <title>Scale</title>
      {tens.map((ten) => (
        <text key={ten} x={`${round(shareOf(ten) * 100)}%`} y="11" textAnchor="middle" className="fill-muted text-xs">
          {compactText(ten)}
        </text>
      ))}
    </svg>
  );
}

type BarProps = { share: number; fill?: string | undefined; marks: number[] };

function Bar({ share, fill = "fill-chart-1", marks }: BarProps) {
  return (
    <svg aria-hidden width="100%" height="8" className="block rounded bg-raised">
      <title>Bar</title>
      <rect width={`${round(share * 100)}%`} height="8" rx="2" className={fill} />
      {marks.map((mark) => (
        <line key={mark} x1={`${round(mark * 100)}%`} x2={`${round(mark * 100)}%`} y2="8" className="stroke-line" />
      ))}
    </svg>
  );
}
