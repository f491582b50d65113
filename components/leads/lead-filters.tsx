import { Search } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { inputStyle } from "@/components/ui/field";
import { type LeadListState, leadSortChoices } from "./lead-list-state";

const selectStyle = classNames(inputStyle, "w-auto max-w-full max-sm:w-full");

const activity = [
  { value: "", label: "Active at any time" },
  { value: "7d", label: "Active in 7 days" },
  { value: "30d", label: "Active in 30 days" },
];
const ranges = [
  { value: "", label: "Came at any time" },
  { value: "today", label: "Came today" },
  { value: "yesterday", label: "Came yesterday" },
  { value: "last_7d", label: "Came in 7 days" },
  { value: "last_30d", label: "Came in 30 days" },
  { value: "last_90d", label: "Came in 90 days" },
];

/** The fields that filter the leads; the order is a field only where the headings, which sort too, have no room. */
export function LeadFilters({ values }: { values: LeadListState }) {
  return (
    <>
      <label className="relative min-w-0 flex-1 basis-full sm:max-w-xs sm:basis-52">
        <span className="sr-only">Search name, company, owner or alias</span>
        <Search aria-hidden size={14} className="pointer-events-none absolute top-2.5 left-2.5 text-muted" />
        <input
          type="search"
          name="search"
          defaultValue={values.search}
          maxLength={100}
          placeholder="Search name, owner or alias"
          autoComplete="off"
          className={classNames(inputStyle, "pl-8")}
        />
      </label>
      <fieldset className="flex items-center gap-1.5 max-sm:w-full">
        <legend className="sr-only">Score</legend>
        <ScoreField name="min_score" label="Lowest score" placeholder="Score from" value={values.min_score} />
        <span aria-hidden>–</span>
        <ScoreField name="max_score" label="Highest score" placeholder="Score to" value={values.max_score} />
      </fieldset>
      <label className="min-w-32 max-sm:flex-1 max-sm:basis-full sm:max-w-44">
        <span className="sr-only">With an event of this type</span>
        <input
          name="event_type"
          defaultValue={values.event_type}
          maxLength={100}
          placeholder="Any event type"
          autoComplete="off"
          className={inputStyle}
        />
      </label>
      <Choice name="last_active" label="Last active" value={values.last_active} options={activity} />
      <Choice name="range" label="Came" value={values.range} options={ranges} />
      <Choice name="sort" label="Order" value={values.sort} options={leadSortChoices} className="sm:hidden" />
    </>
  );
}

type ScoreProps = { name: string; label: string; placeholder: string; value: string };

function ScoreField({ name, label, placeholder, value }: ScoreProps) {
  return (
    <label className="min-w-0 max-sm:flex-1">
      <span className="sr-only">{label}</span>
      <input
        name={name}
        inputMode="numeric"
        pattern="-?[0-9]{1,15}"
        title="A whole number"
        defaultValue={value}
        placeholder={placeholder}
        autoComplete="off"
        className={classNames(inputStyle, "sm:w-24")}
      />
    </label>
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  value: string;
  options: { value: string; label: string }[];
  className?: string;
};

function Choice({ name, label, value, options, className = "" }: ChoiceProps) {
  return (
    <label className={`min-w-32 max-sm:flex-1 ${className}`}>
      <span className="sr-only">{label}</span>
      <select name={name} defaultValue={value} className={selectStyle}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
