// Apple's keyboards have shortcuts with the Command key, and Ctrl+K cuts the rest of a line there.
const isApple = () => /Mac|iP(hone|ad|od)/.test(navigator.platform);

/** The name of the palette's keys on this keyboard. */
export const paletteKeys = () => (isApple() ? "⌘ K" : "Ctrl K");

/** Whether the event is Ctrl+K, or Command+K on Apple's keyboards. In other scripts than Latin the key's position counts. */
export function opensPalette(event: KeyboardEvent): boolean {
  const [wanted, other] = isApple() ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (!wanted || other || event.altKey || event.shiftKey) return false;
  return event.key.toLowerCase() === "k" || (event.code === "KeyK" && !/^[a-z]$/i.test(event.key));
}
