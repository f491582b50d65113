"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { DialogForm } from "@/components/forms/dialog-form";
import { FormDialog } from "@/components/forms/form-dialog";
import { useOnce } from "@/components/forms/use-once";
import { type ChosenUnit, UnitRolesField } from "@/components/members/unit-roles-field";
import { type Choice, MemberPicker } from "@/components/org-units/member-picker";
import { InputField } from "@/components/ui/field";
import type { AccessReviewDetail } from "@/domain/access-reviews/schema";
import { ApiError, api } from "@/lib/http/api-client";
import { daysAfter, timestampOf } from "@/lib/timestamp";
import { REVIEWS_PATH } from "./review-words";

type Props = { units: ChosenUnit[]; open: boolean; onClose: () => void };

/** Starts a review of org units. */
export function StartReviewDialog({ units, open, onClose }: Props) {
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Start an access review"
      description="Every membership of these org units is kept or removed by a reviewer. Nothing changes until you close the review."
    >
      <StartForm units={units} />
    </FormDialog>
  );
}

const USUAL_DAYS = 14;
/** A day where the reader is, as a date field takes it. Swedish dates are ISO dates. */
const dayOf = (time: string) => new Intl.DateTimeFormat("sv").format(new Date(time));

function StartForm({ units }: { units: ChosenUnit[] }) {
  const router = useRouter();
  const [chosen, setChosen] = useState<{ unit_id: string; role: "viewer" }[]>([]);
  const [day, setDay] = useState(() => dayOf(daysAfter(Date.now(), USUAL_DAYS)));
  const [reviewers, setReviewers] = useState<Choice[]>([]);
  const [isTried, setTried] = useState(false);
  const { once, isRunning, failure } = useOnce();
  const due = new Date(`${day}T23:59:59`); // the end of that day where the reader is
  const isFuture = due.getTime() > Date.now();
  const ids = chosen.map((unit) => unit.unit_id);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setTried(true);
    if (ids.length === 0 || !isFuture) return;
    await once(async () => {
      const named = reviewers.length > 0 ? { reviewers: reviewers.map((member) => member.org_member_id) } : {};
      const body = { unit_ids: ids, due_at: timestampOf(due), ...named };
      const { id } = await api<AccessReviewDetail>("POST", "/access-reviews", body);
      toast.success("The review has started, and its reviewers are told by e-mail");
      router.push(`${REVIEWS_PATH}/${id}`);
      await new Promise(() => {}); // busy until the page is left
    });
  }

  const isDirty = !isRunning && (ids.length > 0 || reviewers.length > 0);
  return (
    <DialogForm
      form={{ submit, failure: inWords(failure), formState: { isDirty, isSubmitting: isRunning } }}
      action={["Start review", "Starting…"]}
    >
      <UnitRolesField
        units={units}
        value={chosen}
        firstRole="viewer"
        withoutRoles
        error={isTried && ids.length === 0 ? "Choose at least one org unit" : undefined}
        onChange={(next) => setChosen(next.map(({ unit_id }) => ({ unit_id, role: "viewer" })))}
      />
      <InputField
        type="date"
        label="Due"
        required
        min={dayOf(daysAfter(Date.now(), 0))}
        value={day}
        onChange={(event) => setDay(event.target.value)}
        error={isFuture ? undefined : "choose today or a later day"}
        hint="Reviewers are reminded three days before, and when it is overdue."
      />
      <MemberPicker
        label="Reviewers (optional)"
        chosenLabel="Chosen reviewers"
        hint="If you choose nobody, all admins of these org units review. Org admins decide what nobody else may."
        reasonAgainst={(member) => (isAdminOf(member, ids) ? null : "is not an admin of these org units")}
        chosen={reviewers}
        onChange={setReviewers}
      />
    </DialogForm>
  );
}

const isAdminOf = (member: Choice, unitIds: readonly string[]) =>
  member.role === "admin" ||
  member.ou_memberships.some(({ unit_id, role }) => role === "admin" && unitIds.includes(unit_id));

const subjects: Record<string, string> = {
  unit_ids: "These org units",
  due_at: "The due date",
  reviewers: "A reviewer",
};

/** A refusal of the content in words, because its fields are not form fields. */
function inWords(error: unknown): unknown {
  const fault = error instanceof ApiError ? error.faults[0] : undefined;
  if (!(error instanceof ApiError) || !fault) return error;
  const subject = subjects[fault.pointer.split("/")[1] ?? ""] ?? "This";
  return new ApiError(error.status, error.code, `${subject} ${fault.detail}.`, error.requestId);
}
