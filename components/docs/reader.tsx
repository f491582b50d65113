"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import type { Language } from "./reference";

const Reader = createContext({
  token: "",
  setToken: (_token: string) => {},
  language: "curl" as Language,
  setLanguage: (_language: Language) => {},
});

/** The page of the reference that a click leads to, if it is a plain click on a link to another one. */
function pageOf(event: MouseEvent): string | undefined {
  const link = event.target instanceof Element && event.target.closest("a");
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const isOurs = link && isPlain && link.origin === location.origin && /^\/docs(\/|$)/.test(link.pathname);
  return isOurs && link.pathname !== location.pathname ? link.href : undefined;
}

/** Holds what the reader has chosen for all operations: the console's token, in memory only, and the samples' language. Links between the pages keep it. */
export function ReaderProvider({ children }: { children: ReactNode }) {
  const [token, setToken] = useState("");
  const [language, setLanguage] = useState<Language>("curl");
  const { push } = useRouter();
  useEffect(() => {
    function follow(event: MouseEvent) {
      const page = pageOf(event);
      if (page === undefined) return;
      event.preventDefault();
      push(page);
    }
    document.addEventListener("click", follow);
    return () => document.removeEventListener("click", follow);
  }, [push]);
  return <Reader value={{ token, setToken, language, setLanguage }}>{children}</Reader>;
}

export const useReader = () => useContext(Reader);
