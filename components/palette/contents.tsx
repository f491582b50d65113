"use client";

import type { ComponentProps } from "react";
import { flushSync } from "react-dom";
import { keepPreference } from "@/components/shell/keep-preference";
import { ShortcutList } from "@/components/shortcuts/shortcut-list";
import { SINGLE_KEYS_OFF, singleKeysCookie } from "@/lib/single-keys";
import { Commands } from "./commands";

type Props = ComponentProps<typeof Commands> & {
  shown: "commands" | "shortcuts";
  singleKeys: boolean;
  onSingleKeys: (isOn: boolean) => void;
};

/** What the palette's dialog shows. */
export function Contents({ shown, singleKeys, onSingleKeys, ...commands }: Props) {
  const { memberId, goTo, onClose } = commands;
  if (shown === "shortcuts") {
    return (
      <ShortcutList
        isOn={singleKeys}
        onSwitch={(isOn) => {
          keepPreference(singleKeysCookie(memberId), isOn ? "on" : SINGLE_KEYS_OFF);
          onSingleKeys(isOn);
        }}
      />
    );
  }
  return (
    <Commands
      {...commands}
      goTo={(...where) => {
        flushSync(onClose); // first: a page's button can't take the focus behind an open dialog
        goTo(...where);
      }}
    />
  );
}
