import path from "node:path";
import { parseArgs } from "node:util";
import { describeMachine } from "@/bench/machine";
import { percentile, row, table } from "@/bench/report";
import { writePage } from "@/bench/report-page";
import { startWithOwnDatabase } from "@/bench/targets";
import { inTemporaryFolder } from "@/bench/temporary-folder";

const USAGE = `Usage: npm run bench:start -- [--smoke] [--starts 9]
With any option the page is only printed, and docs/bench/start.md stays as it is.
`;
const MOST_MILLISECONDS = 2_000;

type Start = { answerMilliseconds: number; pageMilliseconds: number };

async function startOnce(dataDirectory: string, folder: string): Promise<Start> {
  const target = await startWithOwnDatabase(dataDirectory, folder);
  try {
    const askedAt = performance.now();
    const page = await fetch(`${target.url}/sign-in`);
    await page.text();
    if (!page.ok) throw new Error(`the sign-in page answered ${page.status}`);
    const answerMilliseconds = target.startMilliseconds;
    return { answerMilliseconds, pageMilliseconds: answerMilliseconds + performance.now() - askedAt };
  } finally {
    await target.stop();
  }
}

function report(first: Start, starts: Start[]): string {
  const line = (name: string, kind: keyof Start, wanted: string) => {
    const times = starts.map((start) => start[kind]);
    const figures = [percentile(times, 0.5), Math.min(...times), Math.max(...times), first[kind]];
    return row([name, ...figures.map((milliseconds) => (milliseconds / 1000).toFixed(2)), wanted]);
  };
  return `# Start

Made by \`npm run bench:start\`: \`npm start\` with a built tree and the embedded PostgreSQL, from the start of its process; ${starts.length} starts on an existing database after the first one, which makes the database.

${describeMachine("18 (embedded)")
  .map((fact) => `- ${fact}`)
  .join("\n")}

${table(
  ["seconds until", "median", "least", "most", "the first start", "wanted"],
  [
    line("the first answer (`/readyz`)", "answerMilliseconds", `≤ ${MOST_MILLISECONDS / 1000}`),
    line("the first page (`/sign-in`)", "pageMilliseconds", "–"),
  ],
)}

${
  percentile(
    starts.map((start) => start.answerMilliseconds),
    0.5,
  ) <= MOST_MILLISECONDS
    ? "As wanted."
    : "Short of what is wanted."
}
`;
}

/** Starts the server several times and prints how long that takes. Leaves nothing running. */
export async function main(args: string[]): Promise<void> {
  const flag = { type: "boolean" } as const;
  const { values } = parseArgs({ args, options: { starts: { type: "string" }, smoke: flag, help: flag } });
  if (values.help) return void process.stdout.write(USAGE);
  const count = Math.min(100, Number(values.starts ?? (values.smoke ? 1 : 9)));
  await inTemporaryFolder(async (folder) => {
    const dataDirectory = path.join(folder, "data");
    const first = await startOnce(dataDirectory, folder);
    const starts: Start[] = [];
    while (starts.length < count) starts.push(await startOnce(dataDirectory, folder));
    const page = report(first, starts);
    process.stdout.write(`${page}\n`);
    if (args.length === 0) writePage("start", page);
  });
}
