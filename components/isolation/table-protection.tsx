import { Badge } from "@/components/ui/badge";
import type { Isolation, IsolationCheck } from "@/domain/isolation/schema";
import { countText, numberText } from "@/lib/number-text";

type Protection = Isolation["tables"][number];
type Checked = IsolationCheck["tables"][number];

const COUNTED_AT_MOST = 10_000;
const rowSecurity = { forced: "Forced", enabled: "Not forced", off: "Off" };

function rowsInWords(rows: number): string {
  if (rows >= COUNTED_AT_MOST) return `${numberText(COUNTED_AT_MOST)} or more rows that you can access`;
  return `${countText(rows, "row")} that you can access`;
}

/** One table: whether its policies hold for everyone, what the check found, and its policies in words and in SQL. */
export function TableProtection({ protection, checked }: { protection: Protection; checked: Checked | undefined }) {
  const { table, policies, row_security: security } = protection;
  return (
    <li className="border-line border-b py-3">
      <p className="flex flex-wrap items-center gap-2">
        <code className="break-all font-medium">{table}</code>
        <Badge tone={security === "forced" ? "good" : "bad"}>Row-level security: {rowSecurity[security]}</Badge>
      </p>
      <div className="mt-1 flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <p className="text-muted text-sm">{rowsInWords(protection.rows)}</p>
        {checked && <Finding checked={checked} />}
      </div>
      <details className="mt-1">
        <summary className="min-h-6 w-fit text-muted text-sm">
          {countText(policies.length, "policy", "policies")} of {table}
        </summary>
        <ul className="mt-2 space-y-3">
          {policies.map((policy) => (
            <li key={policy.name}>
              <p>
                {policy.meaning} <code className="break-all text-muted text-sm">{policy.name}</code>
              </p>
              <pre className="mt-1 whitespace-pre-wrap wrap-anywhere rounded-md border border-line bg-raised p-2 text-xs">
                {sqlOf(table, policy)}
              </pre>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

/** The statement that would create the policy, one clause a line. */
function sqlOf(table: string, { name, command, using, check }: Protection["policies"][number]): string {
  const lines = [`create policy ${name} on ${table} for ${command}`];
  if (using) lines.push(`  using ${oneLine(using)}`);
  if (check) lines.push(`  with check ${oneLine(check)}`);
  return lines.join("\n");
}

const oneLine = (expression: string) => expression.replace(/\s+/g, " ");

function Finding({ checked }: { checked: Checked }) {
  if (checked.passed) return <Badge tone="good">Passed</Badge>;
  const { rows_without_scope: loose, rows_of_other_organizations: foreign, other_org_units: units } = checked;
  const faults = [
    !checked.forced && "row-level security does not apply to everyone",
    checked.policies === 0 && "no policy",
    loose > 0 && `${numberText(loose)} rows seen without a scope`,
    foreign && `${numberText(foreign)} rows of other organizations seen`,
    units && "rows of other org units seen",
  ].filter(Boolean);
  return (
    <p className="text-bad text-sm">
      <Badge tone="bad">Failed</Badge> {faults.join(", ")}
    </p>
  );
}
