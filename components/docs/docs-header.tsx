import { Mark } from "@/components/brand/mark";
import { buttonKinds, buttonLook } from "@/components/ui/button-look";
import type { Theme } from "@/lib/theme";
import { ThemeButton } from "./theme-button";

const Halves = () => (
  <svg aria-hidden viewBox="0 0 16 16" width={16} height={16} fill="none" stroke="currentColor" strokeWidth={1.5}>
    <circle cx={8} cy={8} r={6} />
    <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
  </svg>
);

/** The header of the reference, for everyone: the product, the theme, and the way to the dashboard. */
export function DocsHeader({ isSignedIn, theme }: { isSignedIn: boolean; theme: Theme }) {
  return (
    <>
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-30 focus:bg-page focus:p-3">
        Skip to content
      </a>
      <header className="sticky top-0 z-10 flex h-14 items-center gap-3 border-line border-b bg-page px-4">
        <a href="/" className="flex items-center gap-2.5 font-semibold text-text no-underline">
          <Mark />
          <span className="sr-only sm:not-sr-only">LeadVibe Admin</span>
        </a>
        <a href="/docs" className="text-muted no-underline">
          API reference
        </a>
        <div className="ml-auto flex items-center gap-1">
          <ThemeButton initial={theme} className={`${buttonLook} ${buttonKinds.quiet}`}>
            <Halves />
          </ThemeButton>
          <a href="/dashboard" className={`${buttonLook} ${buttonKinds.plain}`}>
            {isSignedIn ? "Dashboard" : "Sign in"}
          </a>
        </div>
      </header>
    </>
  );
}
