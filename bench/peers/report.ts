import { figureTable, type Measured, ratePerSecond, ratio, row, table } from "@/bench/report";

/** What ours is wanted to be, as a multiple of a server's requests/s. */
const WANTED: Record<string, number> = { "(a) node:http": 1.2, "Better Auth on node:http": 6 };

type Run = { facts: string[]; rounds: number; seconds: number };

/** The page of this bench; each operation's first server is ours. */
export function renderPeers(measured: Measured[], { facts, rounds, seconds }: Run): string {
  const others = measured[0]?.series.slice(1).map(({ name }) => name) ?? [];
  const rows = others.map((name, index) => {
    const ratios = measured.map(({ series }) => ratio(series[0], series[index + 1]));
    return row([name, ...ratios, WANTED[name] ? `≥ ${WANTED[name]}` : "–"]);
  });
  const short = measured.flatMap(({ operation, series: [ours, ...theirs] }) =>
    theirs.flatMap((one) => {
      const times = ours ? ratePerSecond(ours) / ratePerSecond(one) : Number.NaN;
      const wanted = WANTED[one.name] ?? 0;
      return times < wanted ? [`- ${operation.title}: ${times.toFixed(2)} times ${one.name}, wanted ${wanted}`] : [];
    }),
  );
  return `# Beside others

Made by \`npm run bench:peers\`: a page of 25 of an organization's 5,000 members with its total, signed in, on the same PostgreSQL in the same run; 999 organizations with 25 members beside it. 8 keep-alive connections on loopback, pools of 10; ${rounds} rounds of ${seconds} s, taking turns. Deep pages are at 64 positions between a tenth and nine tenths of the list: ours and (a) go there by cursor, the others by offset, because that is what they offer. Ours and (a) also list each member's OU memberships.

${facts.map((fact) => `- ${fact}`).join("\n")}
- Better Auth 1.7.24 with its organization plugin: \`list-members\`, tables and indexes by its own migrations, \`pg\`, its rate limit on
- next-auth 4.24.15 with the Drizzle adapter: \`getServerSession\` in a route handler, its sessions in the database, the page and \`$count\` by Drizzle, with an index for the page
- Each as its documentation sets it up, in \`bench/peers\`, with a lock of its own

${table(["requests/s of ours ÷", ...measured.map(({ operation }) => operation.title), "wanted"], rows)}

In brackets: the lowest and the highest round. Short of what is wanted:

${short.join("\n") || "- nothing in this run"}

${figureTable(measured)}
`;
}
