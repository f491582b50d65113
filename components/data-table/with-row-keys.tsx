"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

type Props = {
  isCompact?: boolean;
  /** Whether rows can be selected. */
  hasSelection?: boolean;
  className?: string;
  children: ReactNode;
};

/** Gives the rows of the tables and lists in it their keys, and makes a click on a row open it. */
export function WithRowKeys({ isCompact = false, hasSelection = false, className = "", children }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const [keys, setKeys] = useState<typeof import("./row-keys") | null>(null);
  useEffect(() => {
    import("./row-keys").then(setKeys, () => {}); // without it the rows have their links
  }, []);
  return (
    <div
      ref={list}
      data-density={isCompact ? "compact" : undefined}
      data-opens={keys ? "" : undefined}
      className={`group/list ${className}`}
    >
      {keys && <keys.RowKeys list={list} hasSelection={hasSelection} />}
      {children}
    </div>
  );
}
