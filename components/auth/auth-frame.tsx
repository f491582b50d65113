import type { ReactNode } from "react";
import { Mark } from "@/components/brand/mark";
import { OperatedBy } from "@/components/brand/operated-by";
import { Promises } from "@/components/brand/promises";
import { Wave } from "@/components/brand/wave";

/** The frame of pages that need no session: their content, on wide screens beside what the product is. */
export function AuthFrame({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh">
      <main className="mx-auto flex w-full max-w-sm flex-col px-4 py-6 sm:py-10">
        <p className="flex items-center gap-2.5 font-semibold">
          <Mark />
          LeadVibe Admin
        </p>
        <div className="flex grow flex-col justify-center py-8">{children}</div>
        <OperatedBy />
      </main>
      <aside
        aria-label="About LeadVibe Admin"
        className="relative hidden w-[52%] flex-col justify-center overflow-hidden border-line border-l bg-sunken px-16 lg:flex"
      >
        <p className="mb-8 max-w-md text-balance font-semibold text-2xl tracking-tight">
          Know your leads, and who may see them.
        </p>
        <div className="max-w-md pb-24">
          <Promises />
        </div>
        <Wave className="absolute inset-x-0 bottom-8 w-full text-accent/25" />
      </aside>
    </div>
  );
}
