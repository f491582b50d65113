"use client";

import { createContext, type ReactNode, useContext, useState } from "react";

const Token = createContext({ token: "", setToken: (_token: string) => {} });

/** Holds the consoles' token in memory only; a reload forgets it. */
export function AccessTokenProvider({ children }: { children: ReactNode }) {
  const [token, setToken] = useState("");
  return <Token value={{ token, setToken }}>{children}</Token>;
}

export const useAccessToken = () => useContext(Token).token;

/** The field for the token. */
export function AccessTokenField() {
  const { token, setToken } = useContext(Token);
  return (
    <div className="mt-6 max-w-xl rounded border border-line bg-raised p-4">
      <label htmlFor="access-token" className="font-medium text-sm">
        Access token
      </label>
      <input
        id="access-token"
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder="lv_pat_…"
        value={token}
        onChange={(event) => setToken(event.target.value.trim())}
        className="mt-1 w-full rounded border border-line bg-page px-2 py-1.5 font-mono text-sm"
      />
      <p className="mt-2 text-muted text-sm">
        Used by “Try it” below. It is kept in this page’s memory and sent only to this server; a reload forgets it.
      </p>
    </div>
  );
}
