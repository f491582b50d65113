"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import type { Language } from "./reference";

const Reader = createContext({
  token: "",
  setToken: (_token: string) => {},
  language: "curl" as Language,
  setLanguage: (_language: Language) => {},
});

/** Holds what the reader has chosen for all operations: the console's token, in memory only, and the samples' language. */
export function ReaderProvider({ children }: { children: ReactNode }) {
  const [token, setToken] = useState("");
  const [language, setLanguage] = useState<Language>("curl");
  return <Reader value={{ token, setToken, language, setLanguage }}>{children}</Reader>;
}

export const useReader = () => useContext(Reader);
