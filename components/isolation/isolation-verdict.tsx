import { ShieldAlert, ShieldCheck } from "lucide-react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Isolation, IsolationCheck } from "@/domain/isolation/schema";
import { countText, numberText } from "@/lib/number-text";

type Props = { tables: Isolation["tables"]; check: IsolationCheck | null; unitName: string | null };

/** A light and a sentence: what the database's catalog promises, and what the check found once it has run. */
export function IsolationVerdict({ tables, check, unitName }: Props) {
  const open = tables.filter((one) => one.row_security !== "forced" || one.policies.length === 0);
  const isGood = check ? check.passed : open.length === 0;
  const Light = isGood ? ShieldCheck : ShieldAlert;
  return (
    <>
      <span className={`rounded-full p-3 ${isGood ? "bg-good/12 text-good" : "bg-bad/12 text-bad"}`}>
        <Light aria-hidden size={28} />
      </span>
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-pretty font-medium text-lg">
          {open.length === 0
            ? "The database keeps every organization and every org unit apart, whatever the application asks for."
            : `The database does not protect ${countText(open.length, "table")}: ${open.map(({ table }) => table).join(", ")}.`}
        </p>
        <div role="status" className="mt-1 text-pretty">
          {check ? <Found check={check} unitName={unitName} /> : <span className="text-muted">Not checked yet.</span>}
        </div>
      </div>
    </>
  );
}

function Found({ check, unitName }: { check: IsolationCheck; unitName: string | null }) {
  const open = check.tables.filter(({ passed }) => !passed).map(({ table }) => table);
  const inUnit = check.unit_id && unitName ? `, and none of other org units in ${unitName}` : "";
  return (
    <>
      {check.passed ? (
        <>
          <strong className="text-good">All {numberText(check.tables.length)} tables passed.</strong> The database
          showed no rows without a scope, none of other organizations{inUnit}.
        </>
      ) : (
        <>
          <strong className="text-bad">
            {numberText(open.length)} of {numberText(check.tables.length)} tables failed:
          </strong>{" "}
          {open.join(", ")}.
        </>
      )}{" "}
      <span className="text-muted">
        Checked <RelativeTime value={check.checked_at} />.
      </span>
    </>
  );
}
