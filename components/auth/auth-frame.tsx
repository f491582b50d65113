import type { ReactNode } from "react";

/** The centred column of pages that need no session. */
export function AuthFrame({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center px-4 py-12">
      <p className="text-muted text-sm">LeadVibe Admin</p>
      {children}
    </main>
  );
}
