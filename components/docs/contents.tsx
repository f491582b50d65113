"use client";

import { usePathname } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import type { Contents as Section } from "./reference";

const Found = lazy(async () => ({ default: (await import("./found")).Found }));

/** The looks that it shares with other pages come from the server, because its script is on every page of the reference. */
type Look = { searchClass: string; buttonClass: string; linkClass: string };

type Props = { sections: Section[]; linkClass: string; onChoose: () => void };

function All({ sections, linkClass, onChoose }: Props) {
  const pathname = usePathname();
  const page = (href: string, label: string) => (
    <a href={href} className={linkClass} aria-current={pathname === href ? "page" : undefined} onClick={onChoose}>
      {label}
    </a>
  );
  return (
    <ul>
      <li>{page("/docs", "Overview")}</li>
      <li>{page("/docs/changelog", "Changelog")}</li>
      {sections.map(({ tag, slug, operations }) => (
        <li key={slug}>
          {page(`/docs/${slug}`, tag)}
          {pathname === `/docs/${slug}` && (
            <ul className="mb-2 ml-2 border-line border-l pl-1">
              {operations.map(({ id }) => (
                <li key={id}>
                  <a href={`#${id}`} className="block break-all px-2 py-0.5 text-muted text-sm" onClick={onChoose}>
                    {id}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Every section of the reference, and a search over all operations. On a phone it opens with a button. */
export function Contents({ sections, searchClass, buttonClass, linkClass }: Look & { sections: Section[] }) {
  const [words, setWords] = useState("");
  const [isOpen, setOpen] = useState(false);
  function close() {
    setWords("");
    setOpen(false);
  }
  return (
    <>
      <div className="flex gap-2">
        <input
          type="search"
          aria-label="Search operations"
          placeholder="Search operations"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className={searchClass}
        />
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className={`${buttonClass} lg:hidden`}
        >
          Contents
        </button>
      </div>
      <div className={`mt-2 ${isOpen || words !== "" ? "" : "hidden"} lg:block`}>
        {words === "" ? (
          <All sections={sections} linkClass={linkClass} onChoose={close} />
        ) : (
          <Suspense fallback={null}>
            <Found sections={sections} linkClass={linkClass} words={words} onChoose={close} />
          </Suspense>
        )}
      </div>
    </>
  );
}
