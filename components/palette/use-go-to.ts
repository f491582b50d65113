"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";

/** Goes to a page, and then presses its button of that id, if there is one. False if the person chose to stay. */
export type GoTo = (href: string, button?: string) => boolean;

let wanted: { href: string; button: string } | undefined;

function press(id: string): true {
  const button = document.getElementById(id);
  button?.focus(); // so that the dialog that it opens returns the focus to it
  button?.click();
  return true;
}

/** Clicks a link to the page, so that a form with unsaved changes asks first and the progress bar appears. */
function clickLink(href: string, follow: () => void): boolean {
  let isFollowed = false;
  const link = document.createElement("a");
  link.href = href;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    isFollowed = true;
    follow();
  });
  document.body.append(link);
  link.click();
  link.remove();
  return isFollowed;
}

/** A way to go to pages that does what their links do. */
export function useGoTo(): GoTo {
  const router = useRouter();
  const pathname = usePathname();
  return (href, button) => {
    if (button && href === pathname) return press(button);
    const isFollowed = clickLink(href, () => router.push(href));
    wanted = isFollowed && button ? { href, button } : undefined;
    return isFollowed;
  };
}

/** Presses the button that somebody went to a page for, once the page is there. */
export function usePressOnArrival(): void {
  const pathname = usePathname();
  useEffect(() => {
    const arrived = wanted;
    wanted = undefined;
    if (arrived?.href === pathname) press(arrived.button);
  }, [pathname]);
}
