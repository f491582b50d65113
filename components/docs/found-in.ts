import type { Contents } from "./reference";

const MOST = 20;

/** The operations whose ID, path, summary or section contains every word, ignoring case; the first twenty. */
export function foundIn(sections: readonly Contents[], words: string) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return sections
    .flatMap(({ tag, slug, operations }) => operations.map((operation) => ({ tag, slug, ...operation })))
    .filter(({ tag, id, method, path, summary }) => {
      const text = `${tag} ${id} ${method} ${path} ${summary}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    })
    .slice(0, MOST);
}
