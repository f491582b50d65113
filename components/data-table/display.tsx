"use client";

import { type ComponentProps, useEffect, useState } from "react";
import { buttonStyle } from "@/components/ui/button";
import type { DisplayMenu } from "./display-menu";

/** The menu of a table's density and columns; until its script is there, as much room. */
export function Display(props: ComponentProps<typeof DisplayMenu>) {
  const [Menu, setMenu] = useState<typeof DisplayMenu | null>(null);
  useEffect(() => {
    import("./display-menu").then(
      (module) => setMenu(() => module.DisplayMenu),
      () => {}, // the table stays as it is
    );
  }, []);
  if (Menu) return <Menu {...props} />;
  return (
    <span aria-hidden className={buttonStyle({ className: "invisible max-sm:hidden" })}>
      <span className="w-3.5" />
      Display
    </span>
  );
}
