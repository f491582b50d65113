import { ChoiceFilter, SearchFilter } from "@/components/data-table/filter-fields";
import { listHref } from "@/components/data-table/list-href";
import { inputStyle } from "@/components/ui/input-style";
import { Link } from "@/components/ui/link";
import { daysAfter } from "@/lib/timestamp";
import { AUDIT_PATH, type AuditListState } from "./audit-list-state";
import { nounNames } from "./audit-words";

const anyAction = { value: "", label: "Any action" };
const nouns = Object.entries(nounNames).map(([noun, label]) => ({ value: `${noun}.`, label }));

type Props = {
  state: AuditListState;
  units: { unit_id: string; name: string }[];
  /** Today in UTC. */
  today: string;
};

/** The filters of the audit log. A person is chosen from an entry's details, and stays chosen while others change. */
export function AuditFilters({ state, units, today }: Props) {
  const { action = "" } = state;
  const isOne = action !== "" && !action.endsWith(".");
  const unitChoices = units.map(({ unit_id, name }) => ({ value: unit_id, label: name }));
  return (
    <>
      <SearchFilter label="Search name or ID" value={state.search ?? ""} />
      <ChoiceFilter
        name="action"
        label="Action"
        value={action}
        options={[anyAction, ...nouns, ...(isOne ? [{ value: action, label: action }] : [])]}
      />
      <ChoiceFilter
        name="unit_id"
        label="Org unit"
        value={state.unit_id ?? ""}
        options={[{ value: "", label: "Any org unit" }, ...unitChoices]}
        className="sm:max-w-56"
      />
      <DayField name="since" label="From day (UTC)" value={state.since} />
      <DayField name="until" label="To day (UTC)" value={state.until} />
      {state.actor && <input type="hidden" name="actor" value={state.actor} />}
      {state.target && <input type="hidden" name="target" value={state.target} />}
      <p className="flex basis-full flex-wrap gap-x-4 text-sm">
        {presets.map(({ label, days }) => (
          <Link
            key={label}
            href={listHref(AUDIT_PATH, { ...state, since: daysBefore(today, days), until: undefined })}
            className="inline-block min-h-6 underline"
          >
            {label}
          </Link>
        ))}
      </p>
    </>
  );
}

const presets = [
  { label: "Today", days: 0 },
  { label: "Last 7 days", days: 6 },
  { label: "Last 30 days", days: 29 },
];

const daysBefore = (day: string, days: number) => daysAfter(Date.parse(day), -days).slice(0, 10);

type DayProps = { name: "since" | "until"; label: string; value: string | undefined };

function DayField({ name, label, value }: DayProps) {
  return (
    <label className="text-muted text-xs max-sm:flex-1">
      {label}
      <input type="date" name={name} defaultValue={value?.slice(0, 10)} className={inputStyle} />
    </label>
  );
}
