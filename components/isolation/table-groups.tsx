import { Badge } from "@/components/ui/badge";
import type { Isolation, IsolationCheck } from "@/domain/isolation/schema";
import { countText, numberText } from "@/lib/number-text";
import { TableProtection } from "./table-protection";

type Table = Isolation["tables"][number];
type Props = { tables: Table[]; check: IsolationCheck | null; unitName: string | null };

const groups: { apart: Table["apart"]; title: string; means: (unitName: string | null) => string }[] = [
  {
    apart: "org_unit",
    title: "By org unit",
    means: (unitName) =>
      `A request reads the rows of its active org unit only. Rows are counted in ${unitName ?? "none, because no org unit is active"}.`,
  },
  {
    apart: "organization",
    title: "By organization",
    means: () => "A request reads rows of its own organization only, many of them only as far as the member may.",
  },
  { apart: "nobody", title: "Shared", means: () => "Belongs to no organization: a request reads what it names." },
];

/** The proof for those who want it: the tables by how their rows are kept apart, each with its policies. */
export function TableGroups({ tables, check, unitName }: Props) {
  return (
    <>
      <h2 className="mb-2 font-semibold text-lg">The proof</h2>
      <p className="mb-3 max-w-prose text-pretty text-muted">
        Read from the database’s own catalog: which policies decide about the rows of each table, in words and in SQL.
      </p>
      <div className="divide-y divide-line border-line border-y">
        {groups.map(({ apart, title, means }) => {
          const ours = tables.filter((one) => one.apart === apart);
          return (
            ours.length > 0 && (
              <details key={apart}>
                <summary className="py-3">
                  <span className="font-medium">{title}</span>{" "}
                  <span className="text-muted">{countText(ours.length, "table")}</span>{" "}
                  <GroupFinding names={ours.map(({ table }) => table)} check={check} />
                </summary>
                <p className="max-w-prose text-pretty text-muted">{means(unitName)}</p>
                <ul aria-label={`Tables: ${title.toLowerCase()}`} className="mt-2 mb-4 border-line border-t pl-4">
                  {ours.map((one) => (
                    <TableProtection
                      key={one.table}
                      protection={one}
                      checked={check?.tables.find(({ table }) => table === one.table)}
                    />
                  ))}
                </ul>
              </details>
            )
          );
        })}
      </div>
    </>
  );
}

function GroupFinding({ names, check }: { names: string[]; check: IsolationCheck | null }) {
  if (!check) return null;
  const failed = check.tables.filter(({ table, passed }) => !passed && names.includes(table)).length;
  return failed === 0 ? <Badge tone="good">All passed</Badge> : <Badge tone="bad">{numberText(failed)} failed</Badge>;
}
