"use client";

import { useCombobox } from "downshift";
import type { ChangeEvent, FocusEvent, KeyboardEvent, MouseEvent, Ref, SyntheticEvent } from "react";

type Options<Item> = {
  /** The results for the current text. */
  items: Item[];
  text: string;
  keyOf: (item: Item) => string;
  labelOf: (item: Item) => string;
  onText: (text: string) => void;
  onPick: (item: Item) => void;
  isItemDisabled?: (item: Item) => boolean;
  /** For a list that is always open, where Enter picks the first item. */
  isList?: boolean;
};

type InputProps = {
  ref?: Ref<HTMLInputElement>;
  autoFocus?: boolean;
  "aria-label"?: string;
  "aria-labelledby"?: undefined;
};

/** Tells Downshift that the event is handled here. */
function takeOver(event: SyntheticEvent): void {
  (event.nativeEvent as { preventDownshiftDefault?: boolean }).preventDownshiftDefault = true;
}

/**
 * A combobox of search results (WAI-ARIA APG). Downshift reports a pick only after rendering, and also picks on blur, so fast
 * typing would lose letters. Text and picks are therefore handled in the events, and only the keyboard moves the highlight.
 */
export function useSearchCombobox<Item>(options: Options<Item>) {
  const { items, text, keyOf, labelOf, onText, onPick, isItemDisabled = () => false, isList = false } = options;
  const combobox = useCombobox<Item>({
    items,
    isItemDisabled: (item?: Item) => item !== undefined && isItemDisabled(item), // it also asks about the item at -1
    itemToString: (item) => (item ? labelOf(item) : ""),
    itemToKey: (item) => item && keyOf(item),
    selectedItem: null,
    inputValue: text,
    ...(isList ? { isOpen: true, defaultHighlightedIndex: 0 } : {}),
  });

  function pick(item: Item) {
    combobox.setHighlightedIndex(isList ? 0 : -1);
    onPick(item);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Escape" && isList) takeOver(event); // closes whatever the list is in
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    takeOver(event);
    event.preventDefault(); // never submits the surrounding form: a fast typist would send it before choosing
    const item = combobox.isOpen ? items[combobox.highlightedIndex] : undefined;
    if (item && !isItemDisabled(item)) pick(item);
  }

  const isHighlighted = items[combobox.highlightedIndex] !== undefined; // else the input would name an option that is not there
  const inputProps = (props: InputProps = {}) =>
    combobox.getInputProps({
      ...props,
      ...(isHighlighted ? {} : { "aria-activedescendant": "" }),
      onChange: (event: ChangeEvent<HTMLInputElement>) => onText(event.currentTarget.value),
      onKeyDown,
      onBlur: (event: FocusEvent) => isList && takeOver(event), // Enter still picks the first item afterwards
    });

  const itemProps = (item: Item, index: number) =>
    combobox.getItemProps({
      item,
      index,
      onMouseMove: takeOver, // a list that appears under a resting pointer would move the highlight
      onClick: (event: MouseEvent) => {
        takeOver(event);
        if (!isItemDisabled(item)) pick(item);
      },
    });

  return { ...combobox, inputProps, itemProps };
}
