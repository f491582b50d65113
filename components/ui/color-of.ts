const COLORS = 6; // chart-1 to chart-6 in app/globals.css

/** The number of the colour that stands for an id everywhere, from 0 to 5. */
export function colorOf(id: string): number {
  let hash = 0x811c9dc5; // FNV-1a, because the beginnings of ids are alike
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  return ((hash ^ (hash >>> 16)) >>> 0) % COLORS;
}
