"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { takeOutdated } from "@/components/ui/read-ahead";

/** Shows a page that was read ahead at once, and reads it again if that was a while ago. */
export function FreshPage() {
  const router = useRouter();
  const query = useSearchParams().toString();
  const here = usePathname() + (query && `?${query}`);
  useEffect(() => {
    if (takeOutdated(here)) router.refresh();
  }, [here, router]);
  return null;
}
