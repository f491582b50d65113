"use client";

import { foundIn } from "./found-in";
import type { Contents } from "./reference";

/** The operations that match the words. Loaded with the first search. */
export function Found(props: { sections: Contents[]; words: string; linkClass: string; onChoose: () => void }) {
  const { sections, words, linkClass, onChoose } = props;
  const found = foundIn(sections, words);
  return (
    <>
      <p role="status" className="px-2 py-1 text-muted text-sm">
        {found.length === 0 ? "No operation matches." : `${found.length} found`}
      </p>
      <ul>
        {found.map(({ slug, id, method, path, summary }) => (
          <li key={id}>
            <a href={`/docs/${slug}#${id}`} className={linkClass} onClick={onChoose}>
              <span className="block">{summary}</span>
              <span className="block truncate font-mono text-muted text-xs">
                {method} {path}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
