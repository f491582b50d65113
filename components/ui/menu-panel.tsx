import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** The style of an item of a menu. */
export const menuItemStyle =
  "flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 outline-none data-[highlighted]:bg-raised";

type Props = {
  className: string;
  /** Called when the menu has closed and the focus is about to return to its trigger. */
  onCloseAutoFocus?: (event: Event) => void;
  children: ReactNode;
};

/** The panel of an open menu, below its trigger. */
export function MenuPanel({ className, onCloseAutoFocus, children }: Props) {
  return (
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        align="end"
        {...(onCloseAutoFocus ? { onCloseAutoFocus } : {})}
        sideOffset={4}
        className={classNames(
          "z-20 rounded-lg bg-page p-1 shadow-floating outline-1 outline-transparent motion-safe:animate-appear",
          className,
        )}
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  );
}
