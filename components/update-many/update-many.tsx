"use client";

import { type FormEvent, useId, useMemo, useState } from "react";
import { FormError } from "@/components/forms/form-error";
import { useDryRun } from "@/components/forms/use-dry-run";
import { useOnce } from "@/components/forms/use-once";
import { useUnsavedGuard } from "@/components/forms/use-unsaved-guard";
import { Working } from "@/components/forms/working";
import { PeopleSource, type Source } from "@/components/invite-many/people-source";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/field";
import type { UpdatedMember } from "@/domain/members/batch-schema";
import { INVITED_AT_ONCE } from "@/lib/batch-limits";
import { api } from "@/lib/http/api-client";
import { countText, numberText } from "@/lib/number-text";
import { readPasted } from "@/lib/people/read-pasted";
import { type Done, UpdateDone } from "./update-done";
import { changing, UpdatePreview } from "./update-preview";
import { judge, rowsOf } from "./update-rows";

const PATH = "/members/batch-update";
const COLUMNS = ["email", "first_name", "last_name", "role"] as const;
const NOTHING: Source = { text: "", file: null };

/** Updates people from a list: shows who changes, who does not and who is left out, changes the former, and offers Undo. */
export function UpdateMany() {
  const id = useId();
  const [source, setSource] = useState(NOTHING);
  const [endsCreated, setEndsCreated] = useState(false);
  const [done, setDone] = useState<Done | null>(null);
  const { once, isRunning: isSaving, failure } = useOnce();
  const people = useMemo(() => source.file?.people ?? readPasted(source.text), [source]);
  const asked = useMemo(() => rowsOf(people), [people]);
  const isTooLong = asked.length > INVITED_AT_ONCE;
  const dryRun = useDryRun<UpdatedMember[]>(PATH, asked.length > 0 && !isTooLong ? { members: asked } : null);
  const rows = useMemo(() => judge(people, dryRun.answer ?? []), [people, dryRun.answer]);
  const ready = changing(rows);
  const roles = ready.filter(({ result }) => result?.fields?.includes("role"));
  const losesRole = roles.some(({ person }) => person.role !== "admin");
  useUnsavedGuard(done === null && people.length > 0);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (ready.length > 0) once(update, dryRun.again); // runs again, so that the preview shows what stands in the way now
  }

  async function update() {
    const body = {
      members: rowsOf(ready.map(({ person }) => person)),
      ...(endsCreated && losesRole ? { end_created: true } : {}),
    };
    const changeId = await api<string | null>("POST", PATH, body, undefined, readChangeId);
    setDone({ updated: ready.length, roles: roles.length, changeId });
  }

  function startAgain() {
    setDone(null);
    setSource(NOTHING);
  }

  if (done) return <UpdateDone done={done} onMore={startAgain} />;
  return (
    <form className="space-y-6" onSubmit={submit}>
      <PeopleSource source={source} columns={COLUMNS} onChange={setSource} />
      {isTooLong && (
        <p role="alert" className="text-bad">
          The list has {countText(asked.length, "row")}; split it into lists of up to {numberText(INVITED_AT_ONCE)}.
        </p>
      )}
      <section aria-labelledby={`${id}-preview`}>
        <h2 id={`${id}-preview`} className="mb-1 font-semibold text-lg">
          Preview
        </h2>
        {dryRun.isRunning ? (
          <p className="text-muted">Working out what would change…</p>
        ) : people.length === 0 ? (
          <p className="text-muted">Nobody yet.</p>
        ) : (
          !isTooLong && !dryRun.failure && <UpdatePreview rows={rows} />
        )}
        <FormError error={dryRun.failure} />
      </section>
      <FormError error={failure} />
      {losesRole && (
        <CheckboxField
          label="End what former org admins created too"
          hint="The service accounts they made, and the invitations they sent that nobody has accepted."
          checked={endsCreated}
          onChange={(event) => setEndsCreated(event.target.checked)}
        />
      )}
      {isSaving && <Working>{`Changing ${countText(ready.length, "person", "people")}…`}</Working>}
      <Button kind="primary" type="submit" disabled={ready.length === 0} className="disabled:opacity-60">
        {`Update ${countText(ready.length, "person", "people")}`}
      </Button>
    </form>
  );
}

const readChangeId = async (response: Response): Promise<string | null> => response.headers.get("Access-Change");
