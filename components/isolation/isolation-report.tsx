"use client";

import { useState } from "react";
import { FormError } from "@/components/forms/form-error";
import { Button } from "@/components/ui/button";
import type { Isolation, IsolationCheck } from "@/domain/isolation/schema";
import { api } from "@/lib/http/api-client";
import { IsolationVerdict } from "./isolation-verdict";
import { TableGroups } from "./table-groups";

type Props = { tables: Isolation["tables"]; unitName: string | null };

/** Whether everything is isolated in one sentence, a check that asks the database, and what protects each table. */
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
      <section
        aria-label="Check"
        className="mb-8 flex flex-wrap items-center gap-x-6 gap-y-4 rounded-lg border border-line px-5 py-5"
      >
        <IsolationVerdict tables={tables} check={check} unitName={unitName} />
        <Button id="run-check" kind="primary" onClick={run} aria-disabled={isBusy}>
          {isBusy ? "Checking…" : "Run the check"}
        </Button>
        <FormError error={failure} />
      </section>
      <TableGroups tables={tables} check={check} unitName={unitName} />
    </>
  );
}
