"use client";

import { InputField } from "@/components/ui/field";
import { useReader } from "./reader";

/** The field for the consoles' token. */
export function AccessTokenField() {
  const { token, setToken } = useReader();
  return (
    <div className="max-w-xl rounded-lg border border-line bg-raised p-4">
      <InputField
        label="Access token"
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder="lv_pat_…"
        value={token}
        onChange={(event) => setToken(event.target.value.trim())}
        className="font-mono"
        hint="For “Try it” of every operation. It stays in this tab’s memory and is sent only to this server; a reload forgets it."
      />
    </div>
  );
}
