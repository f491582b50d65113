"use client";

import { type RefObject, useEffect } from "react";
import { Shortcut } from "@/components/shortcuts/shortcut";

const TABLE_ROW = "tbody tr:has(th[scope=row] a[href])";
const ROW = `${TABLE_ROW}, li:has(> details)`;
const OPENER = "th[scope=row] a[href], summary";
// Elements that handle a click themselves, or lie over the rows.
const ACTS = "a, button, input, label, select, textarea, summary, dialog, [role=menu]";

type Props = { list: RefObject<HTMLElement | null>; hasSelection: boolean };

/** The keys of a list's rows, and clicks anywhere in a table's row, which do what its link does. */
export function RowKeys({ list, hasSelection }: Props) {
  useEffect(() => {
    const element = list.current;
    element?.addEventListener("click", openByClick);
    element?.addEventListener("auxclick", openByClick);
    return () => {
      element?.removeEventListener("click", openByClick);
      element?.removeEventListener("auxclick", openByClick);
    };
  }, [list]);

  function go(step: 1 | -1) {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>(ROW) ?? [])];
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    const next = rows[here < 0 && step < 0 ? rows.length - 1 : here + step];
    next?.querySelector<HTMLElement>(OPENER)?.focus();
  }

  function select() {
    const row = document.activeElement?.closest(ROW);
    if (row && list.current?.contains(row)) row.querySelector<HTMLElement>("input[type=checkbox]")?.click();
  }

  return (
    <>
      <Shortcut keys="j" does="Go to the next row; Enter opens it" act={() => go(1)} />
      <Shortcut keys="k" does="Go to the row before" act={() => go(-1)} />
      {hasSelection && <Shortcut keys="x" does="Select the row" act={select} />}
    </>
  );
}

function openByClick(event: MouseEvent) {
  const { target, button, shiftKey } = event;
  if (event.defaultPrevented || button > 1 || !(target instanceof Element) || target.closest(ACTS)) return;
  if (getSelection()?.isCollapsed === false) return; // somebody is selecting text
  const isAside = button === 1 || event.ctrlKey || event.metaKey;
  const click = { bubbles: true, cancelable: true, shiftKey, ctrlKey: isAside, metaKey: isAside };
  target.closest(TABLE_ROW)?.querySelector(OPENER)?.dispatchEvent(new MouseEvent("click", click));
}
