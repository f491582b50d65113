const two = (value: number) => String(value).padStart(2, "0");

/** A time as a datetime-local field's value, in the reader's time zone, which the field's label names. */
export function localTime(time: string | null): string {
  if (time === null) return "";
  const at = new Date(time);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** A datetime-local field's value in UTC, to the second; null if it is empty. */
export const utcTime = (local: string): string | null =>
  local === "" ? null : `${new Date(local).toISOString().slice(0, 19)}Z`;
