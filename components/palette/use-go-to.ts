"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef } from "react";

/** Goes to a page, and then presses its button of that id, if there is one. */
export type GoTo = (href: string, button?: string) => void;

function press(id: string): void {
  const button = document.getElementById(id);
  button?.focus(); // so that the dialog that it opens returns the focus to it
  button?.click();
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
  const pressed = useRef<{ href: string; button: string } | null>(null);

  useEffect(() => {
    const wanted = pressed.current;
    pressed.current = null;
    if (wanted?.href === pathname) press(wanted.button);
  }, [pathname]);

  return (href, button) => {
    if (button && href === pathname) return press(button);
    const isFollowed = clickLink(href, () => router.push(href));
    pressed.current = isFollowed && button ? { href, button } : null;
  };
}
