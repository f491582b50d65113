import type { ReactNode } from "react";

const tones = {
  neutral: "bg-raised text-muted",
  accent: "bg-accent/10 text-accent",
  good: "bg-good/10 text-good",
  warn: "bg-warn/10 text-warn",
  bad: "bg-bad/10 text-bad",
};

/** A short mark beside a name, such as a role or "Default". */
export function Badge({ tone = "neutral", children }: { tone?: keyof typeof tones; children: ReactNode }) {
  return (
    <span
      className={`inline-block rounded-sm px-1.5 font-medium text-xs leading-5 outline-1 outline-transparent -outline-offset-1 ${tones[tone]}`}
    >
      {children}
    </span>
  );
}
