"use client";

import { type RefObject, useEffect, useState } from "react";
import { inView } from "./grid-roles";
import type { Range, Size } from "./selection";

const nothing: Range = { top: 0, bottom: -1, left: 0, right: -1 };

const isSame = (a: Range, b: Range) =>
  a.top === b.top && a.bottom === b.bottom && a.left === b.left && a.right === b.right;

/** The cells to render: those in view in the box that scrolls. Renders only when they are others. */
export function useView(box: RefObject<HTMLElement | null>, { rows, columns }: Size): Range {
  const [view, setView] = useState(nothing);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => {
      const next = inView(element, { rows, columns });
      setView((now) => (isSame(now, next) ? now : next));
    };
    look();
    const watcher = new ResizeObserver(look);
    watcher.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      watcher.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [box, rows, columns]);
  return view;
}
