import { ChoiceFilter, SearchFilter } from "@/components/data-table/filter-fields";
import { classNames } from "@/components/ui/class-names";
import { inputStyle } from "@/components/ui/input-style";
import { type LeadListState, leadSortChoices } from "./lead-list-state";

const activity = [
  { value: "", label: "Active at any time" },
  { value: "7d", label: "Active in the last 7 days" },
  { value: "30d", label: "Active in the last 30 days" },
];
const ranges = [
  { value: "", label: "Added at any time" },
  { value: "today", label: "Added today" },
  { value: "yesterday", label: "Added yesterday" },
  { value: "last_7d", label: "Added in the last 7 days" },
  { value: "last_30d", label: "Added in the last 30 days" },
  { value: "last_90d", label: "Added in the last 90 days" },
];

/** The filters of the leads list; the sort field shows only on narrow screens, where there are no headings to sort by. */
export function LeadFilters({ values }: { values: Omit<LeadListState, "limit"> }) {
  return (
    <>
      <SearchFilter
        label="Search name, company, owner or alias"
        placeholder="Search name, owner or alias"
        value={values.search}
      />
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
      <ChoiceFilter name="last_active" label="Last active" value={values.last_active} options={activity} />
      <ChoiceFilter name="range" label="Added" value={values.range} options={ranges} />
      <ChoiceFilter name="sort" label="Order" value={values.sort} options={leadSortChoices} className="sm:hidden" />
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
