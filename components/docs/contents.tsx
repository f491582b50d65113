"use client";

import { usePathname } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { inputStyle } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { foundIn } from "./found-in";
import type { Contents as Section } from "./reference";

const linkStyle =
  "block rounded-md px-2 py-1 text-sm text-text no-underline hover:bg-raised hover:no-underline aria-[current=page]:bg-raised aria-[current=page]:font-medium";

type Props = { sections: Section[]; onChoose: () => void };

function Found({ sections, words, onChoose }: Props & { words: string }) {
  const found = foundIn(sections, words);
  return (
    <>
      <p role="status" className="px-2 py-1 text-muted text-sm">
        {found.length === 0 ? "No operation matches." : `${found.length} found`}
      </p>
      <ul>
        {found.map(({ slug, id, method, path, summary }) => (
          <li key={id}>
            <Link href={`/docs/${slug}#${id}`} className={linkStyle} onClick={onChoose}>
              <span className="block">{summary}</span>
              <span className="block truncate font-mono text-muted text-xs">
                {method} {path}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function All({ sections, onChoose }: Props) {
  const pathname = usePathname();
  const page = (href: string, label: string) => (
    <Link href={href} className={linkStyle} aria-current={pathname === href ? "page" : undefined} onClick={onChoose}>
      {label}
    </Link>
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
export function Contents({ sections }: { sections: Section[] }) {
  const [words, setWords] = useState("");
  const [isOpen, setOpen] = useState(false);
  function close() {
    setWords("");
    setOpen(false);
  }
  return (
    <nav
      aria-label="Contents"
      className="border-line border-b px-3 py-2 lg:sticky lg:top-14 lg:h-[calc(100dvh-3.5rem)] lg:w-64 lg:shrink-0 lg:overflow-y-auto lg:border-r lg:border-b-0 lg:py-4"
    >
      <div className="flex gap-2">
        <input
          type="search"
          aria-label="Search operations"
          placeholder="Search operations"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className={inputStyle}
        />
        <Button className="lg:hidden" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Contents
        </Button>
      </div>
      <div className={`mt-2 ${isOpen || words !== "" ? "" : "hidden"} lg:block`}>
        {words === "" ? (
          <All sections={sections} onChoose={close} />
        ) : (
          <Found sections={sections} words={words} onChoose={close} />
        )}
      </div>
    </nav>
  );
}
