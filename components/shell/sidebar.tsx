"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useState } from "react";
import { Mark } from "@/components/brand/mark";
import { Link } from "@/components/ui/link";
import { useInBrowser } from "@/components/ui/use-in-browser";
import { NARROW, SIDEBAR_COOKIE } from "@/lib/sidebar";
import { keepPreference } from "./keep-preference";
import { NavLinks, type Powers } from "./nav-links";
import { itemStyle, labelStyle, NAVIGATION } from "./nav-section";

type Named = { id: string; name: string };
type Props = Powers & { organization: Named; me: Named; isNarrow: boolean };

/**
 * The navigation: beside the page, where it can be narrowed to icons, or below 1024 px a sheet. A popover is a sheet without
 * scripts.
 */
export function Sidebar({ isNarrow: initial, ...links }: Props) {
  const [isNarrow, setNarrow] = useState(initial);
  const isInBrowser = useInBrowser();
  const Icon = isNarrow ? PanelLeftOpen : PanelLeftClose;
  const label = isNarrow ? "Expand the navigation" : "Collapse the navigation";

  function toggle() {
    keepPreference(SIDEBAR_COOKIE, isNarrow ? "wide" : NARROW);
    setNarrow(!isNarrow);
  }

  return (
    <nav
      id={NAVIGATION}
      aria-label="Dashboard"
      popover="auto"
      data-narrow={isNarrow || undefined}
      className="group/nav m-0 flex-col overflow-y-auto border-0 border-line border-r bg-sunken p-0 text-text backdrop:bg-black/45 max-lg:open:fixed max-lg:open:flex max-lg:open:h-dvh max-lg:open:w-72 max-lg:open:max-w-[85vw] motion-safe:max-lg:open:animate-appear max-lg:open:shadow-floating lg:sticky lg:inset-auto lg:top-0 lg:flex lg:h-dvh lg:w-60 lg:shrink-0 lg:data-narrow:w-14 print:hidden"
    >
      <Link href="/dashboard" className="flex h-14 shrink-0 items-center gap-2.5 px-3.5 text-text no-underline">
        <Mark />
        <span className={labelStyle("font-semibold text-lg tracking-tight")}>LeadVibe</span>
      </Link>
      <div className="flex-1 space-y-5 px-2 py-2">
        <NavLinks {...links} isNarrow={isNarrow} />
      </div>
      <div className="sticky bottom-0 bg-sunken p-2 max-lg:hidden">
        <button
          type="button"
          onClick={toggle}
          title={isNarrow ? label : undefined}
          className={itemStyle(false, isInBrowser ? "w-full" : "invisible")}
        >
          <Icon aria-hidden size={16} className="shrink-0" />
          <span className={labelStyle()}>{label}</span>
        </button>
      </div>
    </nav>
  );
}
