"use client";

import { useRef } from "react";
import { flushSync } from "react-dom";
import { useSearchCombobox } from "@/components/forms/use-search-combobox";
import { Button } from "@/components/ui/button";
import { inputStyle } from "@/components/ui/input-style";
import { countText } from "@/lib/number-text";
import { ChoiceList } from "./choice-list";
import { type Choice, withRecent } from "./choices";
import type { Offered } from "./offered";
import { keepRecent, recentOf } from "./recent";
import { useGoTo } from "./use-go-to";
import { useGroups } from "./use-groups";

type Props = Offered & {
  text: string;
  onText: (text: string) => void;
  onShortcuts: () => void;
  onClose: () => void;
};

/** Finds pages, actions, org units and members: a combobox whose list is always open (WAI-ARIA APG, Combobox pattern). */
export function Commands({ text, onText, onShortcuts, onClose, ...offered }: Props) {
  const goToPage = useGoTo();
  const goTo: typeof goToPage = (...where) => {
    flushSync(onClose); // first: a page's button can't take the focus behind an open dialog
    return goToPage(...where);
  };
  const input = useRef<HTMLInputElement>(null);
  const found = useGroups({ ...offered, text, goTo, onShortcuts, onSwitched: onClose });
  const groups = withRecent(found.groups, text.trim() ? [] : recentOf(offered.memberId));
  const items = groups.flatMap(({ choices }) => choices);

  const { highlightedIndex, inputProps, itemProps, getMenuProps } = useSearchCombobox<Choice>({
    items,
    text,
    keyOf: ({ key }) => key,
    labelOf: ({ label }) => label,
    onText,
    onPick(choice) {
      if (!choice.isPerson) keepRecent(offered.memberId, choice.key);
      choice.act();
    },
    isList: true,
  });

  function retry() {
    input.current?.focus();
    found.retry();
  }

  return (
    <>
      <input
        {...inputProps({ ref: input, autoFocus: true, "aria-label": "Search", "aria-labelledby": undefined })}
        data-first-focus
        placeholder="A page, action, org unit or member"
        className={inputStyle}
      />
      <ChoiceList
        groups={groups}
        highlighted={items[highlightedIndex]?.key}
        menuProps={getMenuProps({ "aria-label": "Choices", "aria-labelledby": undefined })}
        propsOf={(choice) => itemProps(choice, items.indexOf(choice))}
      />
      <p role="status" className="mt-2 text-muted text-sm">
        {wordsOf(items.length, found)}
      </p>
      {found.hasFailed && (
        <div role="alert" className="mt-1 flex flex-wrap items-center gap-2 text-bad text-sm">
          Members or org units could not be searched.
          <Button onClick={retry}>Retry</Button>
        </div>
      )}
      {found.failure}
    </>
  );
}

type Found = Pick<ReturnType<typeof useGroups>, "isSearching" | "hasFailed" | "moreUnits">;

function wordsOf(count: number, { isSearching, hasFailed, moreUnits }: Found): string {
  if (isSearching) return "Searching…";
  if (count === 0) return hasFailed ? "" : "Nothing matches.";
  const more = moreUnits > 0 ? ` ${countText(moreUnits, "more org unit")}: type some of the name.` : "";
  return `${countText(count, "choice")}.${more}`;
}
