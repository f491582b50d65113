import { Mark } from "@/components/brand/mark";
import { buttonStyle } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { Theme } from "@/lib/theme";
import { ThemeButton } from "./theme-button";

/** The header of the reference, for everyone: the product, the theme, and the way to the dashboard. */
export function DocsHeader({ isSignedIn, theme }: { isSignedIn: boolean; theme: Theme }) {
  return (
    <>
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-30 focus:bg-page focus:p-3">
        Skip to content
      </a>
      <header className="sticky top-0 z-10 flex h-14 items-center gap-3 border-line border-b bg-page px-4">
        <Link href="/" className="flex items-center gap-2.5 font-semibold text-text no-underline">
          <Mark />
          <span className="sr-only sm:not-sr-only">LeadVibe Admin</span>
        </Link>
        <Link href="/docs" className="text-muted no-underline">
          API reference
        </Link>
        <div className="ml-auto flex items-center gap-1">
          <ThemeButton initial={theme} />
          <Link href="/dashboard" className={buttonStyle()}>
            {isSignedIn ? "Dashboard" : "Sign in"}
          </Link>
        </div>
      </header>
    </>
  );
}
