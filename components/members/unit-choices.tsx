"use client";

import { useState } from "react";
import { useSearchCombobox } from "@/components/forms/use-search-combobox";
import { inputStyle } from "@/components/ui/input-style";
import { foldText } from "@/lib/fold-text";

type Choice = { value: string; label: string };

/** The choices of the filter by org unit, with a search. */
export function UnitChoices({ options, onChoose }: { options: Choice[]; onChoose: (value: string) => void }) {
  const [text, setText] = useState("");
  const shown = options.filter(({ label }) => foldText(label).includes(foldText(text.trim())));
  const { highlightedIndex, inputProps, itemProps, getMenuProps } = useSearchCombobox<Choice>({
    items: shown,
    text,
    keyOf: ({ value }) => value,
    labelOf: ({ label }) => label,
    onText: setText,
    onPick: ({ value }) => onChoose(value),
    isList: true,
  });
  return (
    <>
      <input
        {...inputProps({
          autoFocus: true,
          "aria-label": "Search org units to filter by",
          "aria-labelledby": undefined,
        })}
        placeholder="Search org units"
        className={inputStyle}
      />
      <ul
        {...getMenuProps({ "aria-label": "Org units", "aria-labelledby": undefined })}
        className="mt-2 max-h-72 overflow-y-auto"
      >
        {shown.map((choice, index) => (
          <li
            key={choice.value}
            {...itemProps(choice, index)}
            title={choice.label}
            className={`cursor-pointer truncate rounded-md px-2 py-1.5 hover:bg-raised ${highlightedIndex === index ? "bg-raised" : ""}`}
          >
            {choice.label}
          </li>
        ))}
      </ul>
      <p role="status" className="px-2 text-muted text-sm">
        {shown.length === 0 && "No org unit matches"}
      </p>
    </>
  );
}
