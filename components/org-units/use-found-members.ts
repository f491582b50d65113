"use client";

import { useEffect, useState } from "react";
import type { Member } from "@/domain/members/schema";
import { api } from "@/lib/http/api-client";

type Found = Member[];
type Search = { found: Found; state: "searching" | "done" | "failed" };

const DEBOUNCE_MILLISECONDS = 150;
const LIMIT = 20;

/** The members whose name or e-mail address contains the text, asked of the server; the first twenty. */
export function useFoundMembers(text: string): Search {
  const [search, setSearch] = useState<Search>({ found: [], state: "searching" });
  const wanted = text.trim();

  useEffect(() => {
    let isCurrent = true;
    setSearch(({ found }) => ({ found, state: "searching" }));
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({ limit: String(LIMIT), ...(wanted ? { search: wanted } : {}) });
      try {
        const found = await api<Found>("GET", `/members?${query}`);
        if (isCurrent) setSearch({ found, state: "done" });
      } catch {
        if (isCurrent) setSearch({ found: [], state: "failed" });
      }
    }, DEBOUNCE_MILLISECONDS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [wanted]);

  return search;
}
