import { Search } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { inputStyle } from "@/components/ui/field";

const searchStyle = classNames(inputStyle, "pl-8");
const selectStyle = classNames(inputStyle, "w-auto min-w-full max-w-full max-sm:w-full");

type SearchProps = { name?: string; label: string; placeholder?: string; value: string };

/** The search field of a filtered list. */
export function SearchFilter({ name = "search", label, placeholder = label, value }: SearchProps) {
  return (
    <label className="relative min-w-0 flex-1 basis-full sm:max-w-xs sm:basis-56">
      <span className="sr-only">{label}</span>
      <Search aria-hidden size={14} className="pointer-events-none absolute top-2.5 left-2.5 text-muted" />
      <input
        type="search"
        name={name}
        defaultValue={value}
        maxLength={100}
        placeholder={placeholder}
        autoComplete="off"
        className={searchStyle}
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

/** A select that filters or sorts a list. */
export function ChoiceFilter({ name, label, value, options, className = "" }: ChoiceProps) {
  return (
    <label className={`min-w-28 max-sm:flex-1 ${className}`}>
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
