"use client";

import { useState } from "react";
import { FormError } from "@/components/forms/form-error";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Isolation, IsolationCheck } from "@/domain/isolation/schema";
import { api } from "@/lib/http/api-client";
import { numberText } from "@/lib/number-text";
import { TableProtection } from "./table-protection";

type Props = { tables: Isolation["tables"]; unitName: string | null };

/** Every table with what protects it, and a check that asks the database whether that works. */
export function IsolationReport({ tables, unitName }: Props) {
  const [check, setCheck] = useState<IsolationCheck | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);

  async function run() {
    setBusy(true);
    setFailure(null);
    try {
      setCheck(await api<IsolationCheck>("POST", "/isolation/check"));
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <section aria-label="Check" className="mb-6 flex flex-wrap items-center gap-x-6 gap-y-3">
        <Button id="run-check" kind="primary" onClick={run} aria-disabled={isBusy}>
          {isBusy ? "Checking…" : "Run the check"}
        </Button>
        <div role="status" className="min-w-0 max-w-prose text-pretty">
          {check ? <Verdict check={check} unitName={unitName} /> : <span className="text-muted">Not checked yet.</span>}
        </div>
        <FormError error={failure} />
      </section>
      <ul aria-label="Tables" className="border-line border-t">
        {tables.map((one) => (
          <TableProtection
            key={one.table}
            protection={one}
            checked={check?.tables.find(({ table }) => table === one.table)}
          />
        ))}
      </ul>
    </>
  );
}

function Verdict({ check, unitName }: { check: IsolationCheck; unitName: string | null }) {
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
