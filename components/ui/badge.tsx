import type { ReactNode } from "react";

const tones = { neutral: "text-muted", accent: "text-accent", good: "text-good", warn: "text-warn", bad: "text-bad" };

/** A short mark beside a name, such as a role or "Default". */
export function Badge({ tone = "neutral", children }: { tone?: keyof typeof tones; children: ReactNode }) {
  return (
    <span className={`inline-block rounded border border-line px-1.5 text-xs leading-5 ${tones[tone]}`}>
      {children}
    </span>
  );
}
