const two = (value: number) => String(value).padStart(2, "0");

/** What a datetime-local field holds of a time: to the minute, in the reader's zone, which the field's label names. */
export function localTime(time: string | null): string {
  if (time === null) return "";
  const at = new Date(time);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The time that a datetime-local field means, in UTC to the second; null for an empty one. */
export const utcTime = (local: string): string | null =>
  local === "" ? null : `${new Date(local).toISOString().slice(0, 19)}Z`;
