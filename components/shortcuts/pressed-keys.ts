/** A key or two in a row, such as "?" or "g m", and what they do. */
export type Shortcut = { keys: string; does: string; act: () => void };

const TOGETHER_MILLISECONDS = 1000;

// Where letters are typed, or a menu or list has keys of its own.
const TYPING =
  "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true], [role=menu], [role=listbox], [role=grid]";

type Press = Pick<KeyboardEvent, "key" | "timeStamp">;
let previous: Press | undefined;

/** The shortcut that is complete with this key: one of two keys goes before one of a single key. */
export function completed(shortcuts: readonly Shortcut[], press: Press): Shortcut | undefined {
  const isSecond = previous && press.timeStamp - previous.timeStamp < TOGETHER_MILLISECONDS;
  const both = isSecond ? `${previous?.key} ${press.key}` : "";
  const found = shortcuts.find(({ keys }) => keys === both) ?? shortcuts.find(({ keys }) => keys === press.key);
  previous = found ? undefined : { key: press.key, timeStamp: press.timeStamp };
  return found;
}

/** Whether a key without Ctrl, Alt or Meta may be a shortcut here: not in a field, a menu or a dialog. */
export function mayBeShortcut(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.repeat) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (document.querySelector("dialog[open]")) return false;
  return !(event.target instanceof Element && event.target.closest(TYPING));
}
