import { cpuMilliseconds, figureTable, type Measured, ratePerSecond, ratio, row, table } from "./report";

const MOST_AT_HUNDRED_TIMES = 1.3;

const serverCpu = ({ series: [few] }: Measured) =>
  few ? Number(cpuMilliseconds(few, "serverCpuSeconds")) : Number.NaN;

/** The pages' tables as Markdown; the first page measured is the empty one. */
export function renderPages(measured: Measured[]): string {
  const [empty] = measured;
  const rows = measured.map((page) => {
    const [few, many] = page.series;
    const beyond = empty ? serverCpu(page) - serverCpu(empty) : Number.NaN;
    return row([
      page.operation.title,
      serverCpu(page).toFixed(2),
      page === empty ? "–" : beyond.toFixed(2),
      ratio(few, many),
      `≤ ${MOST_AT_HUNDRED_TIMES}`,
    ]);
  });
  const short = measured.flatMap(({ operation, series: [few, many] }) => {
    const cost = few && many ? ratePerSecond(few) / ratePerSecond(many) : 0;
    return cost > MOST_AT_HUNDRED_TIMES ? [`- ${operation.title}: ${cost.toFixed(2)} times the cost`] : [];
  });
  const heads = ["page", "server CPU ms", "beyond the empty page", "cost at 100 times the members", "wanted"];
  return [
    "## Pages\n",
    "Pages of the dashboard as an org admin of 500 members sees them, beside a page that shows nothing but the shell, and the same at 50,000 members (requests/s at 500 divided by requests/s at 50,000).\n",
    `${table(heads, rows)}\n`,
    `${figureTable(measured)}\n`,
    "Short of what is wanted:\n",
    ...(short.length > 0 ? short : ["- nothing in this run"]),
    "",
  ].join("\n");
}
