"use client";

import { useRef, useState } from "react";

const nobody: ReadonlySet<string> = new Set();

/**
 * The rows of a page that are selected, or all that match its filters. `address` names the page and the filters; with
 * another one nothing is selected.
 */
export function useSelection(ids: readonly string[], address: string) {
  const [chosen, setChosen] = useState(nobody);
  const [isAll, setAll] = useState(false);
  const [seen, setSeen] = useState(address);
  const last = useRef<string>(undefined);

  function leave() {
    setChosen(nobody);
    setAll(false);
    last.current = undefined;
  }

  if (seen !== address) {
    setSeen(address);
    setChosen(nobody);
    setAll(false);
  }

  function set(changed: readonly string[], isSelected: boolean) {
    const next = new Set(chosen);
    for (const id of changed) isSelected ? next.add(id) : next.delete(id);
    setChosen(next);
    setAll(false);
  }

  /** Selects a row or not; with `isRange` all rows from the last one on. */
  function toggle(id: string, isSelected: boolean, isRange: boolean) {
    const [from, to] = [ids.indexOf(last.current ?? id), ids.indexOf(id)];
    const isFound = isRange && from >= 0;
    set(isFound ? ids.slice(Math.min(from, to), Math.max(from, to) + 1) : [id], isSelected);
    last.current = id;
  }

  return {
    selected: ids.filter((id) => chosen.has(id)), // without those who have left the page since
    isAll,
    leave,
    toggle,
    togglePage: (isSelected: boolean) => set(ids, isSelected),
    takeAll: () => setAll(true),
  };
}

export type Selection = ReturnType<typeof useSelection>;
