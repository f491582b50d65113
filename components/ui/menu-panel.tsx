import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** The style of an item of a menu. */
export const menuItemStyle =
  "flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 outline-none data-[highlighted]:bg-raised";

/** The panel of an open menu, below its trigger. */
export function MenuPanel({ className, children }: { className: string; children: ReactNode }) {
  return (
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        align="end"
        sideOffset={4}
        className={classNames(
          "z-20 rounded-lg bg-page p-1 shadow-floating outline-1 outline-transparent animate-appear",
          className,
        )}
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  );
}
