import type { ReactNode } from "react";

/** The middle of a page that needs nobody signed in. */
export function AuthFrame({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center px-4 py-12">
      <p className="text-muted text-sm">LeadVibe Admin</p>
      {children}
    </main>
  );
}
