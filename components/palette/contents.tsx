"use client";

import type { ComponentProps } from "react";
import { keepPreference } from "@/components/shell/keep-preference";
import { ShortcutList } from "@/components/shortcuts/shortcut-list";
import { SINGLE_KEYS_OFF, singleKeysCookie } from "@/lib/single-keys";
import { Commands } from "./commands";
import { Keys } from "./keys";

export { Keys };

type Props = ComponentProps<typeof Commands> & {
  shown: "commands" | "shortcuts";
  singleKeys: boolean;
  onSingleKeys: (isOn: boolean) => void;
};

/** What the palette's dialog shows. */
export function Contents({ shown, singleKeys, onSingleKeys, ...commands }: Props) {
  function turn(isOn: boolean) {
    keepPreference(singleKeysCookie(commands.memberId), isOn ? "on" : SINGLE_KEYS_OFF);
    onSingleKeys(isOn);
  }
  return shown === "commands" ? <Commands {...commands} /> : <ShortcutList isOn={singleKeys} onSwitch={turn} />;
}
