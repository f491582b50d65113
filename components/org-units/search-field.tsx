import { Search } from "lucide-react";
import { inputStyle } from "@/components/ui/field";

/** The search of a filtered list. */
export function SearchField({ label, defaultValue }: { label: string; defaultValue: string }) {
  return (
    <label className="relative min-w-0 flex-1 basis-56 sm:max-w-xs">
      <span className="sr-only">{label}</span>
      <Search aria-hidden size={14} className="pointer-events-none absolute top-2.5 left-2.5 text-muted" />
      <input
        type="search"
        name="search"
        defaultValue={defaultValue}
        maxLength={100}
        placeholder={label}
        autoComplete="off"
        className={`${inputStyle} pl-8`}
      />
    </label>
  );
}
