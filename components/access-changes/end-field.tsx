"use client";

import { useState } from "react";
import { InputField, SelectField } from "@/components/ui/field";
import { timeText } from "@/lib/time-text";
import { daysAfter, timestampOf } from "@/lib/timestamp";

const presets = [
  { days: 1, label: "In 1 day" },
  { days: 7, label: "In 1 week" },
  { days: 30, label: "In 30 days" },
  { days: 90, label: "In 90 days" },
];
const ON_A_DATE = "date";

/** Today where the reader is, as a date field takes it. Swedish dates are ISO dates. */
const today = () => new Intl.DateTimeFormat("sv").format();

/** When access ends: null for never, undefined while no day is chosen. */
export type End = string | null | undefined;
type Props = { value: End; onChange: (endsAt: End) => void };

/** When granted access ends by itself: never, after one of the usual periods, or on a date. */
export function EndField({ value, onChange }: Props) {
  const [choice, setChoice] = useState("");
  const [day, setDay] = useState("");

  function choose(next: string) {
    setChoice(next);
    setDay("");
    const days = Number(next);
    onChange(days > 0 ? daysAfter(Date.now(), days) : next === ON_A_DATE ? undefined : null);
  }

  function chooseDay(next: string) {
    setDay(next);
    const end = new Date(`${next}T23:59:59`); // the end of that day where the reader is
    onChange(end.getTime() > Date.now() ? timestampOf(end) : undefined);
  }

  return (
    <div className="space-y-2">
      <SelectField
        label="Access ends"
        value={choice}
        onChange={(event) => choose(event.target.value)}
        hint={value && `Ends by itself on ${timeText(value, "minute", true)}.`}
      >
        <option value="">Never</option>
        {presets.map(({ days, label }) => (
          <option key={days} value={days}>
            {label}
          </option>
        ))}
        <option value={ON_A_DATE}>On a date</option>
      </SelectField>
      {choice === ON_A_DATE && (
        <InputField
          type="date"
          label="Last day of access"
          required
          min={today()}
          value={day}
          onChange={(event) => chooseDay(event.target.value)}
          error={value ? undefined : "choose today or a later day"}
        />
      )}
    </div>
  );
}
