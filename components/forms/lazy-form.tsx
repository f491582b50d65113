"use client";

import { type ComponentType, lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useInBrowser } from "@/components/ui/use-in-browser";
import { useBeforeStart } from "./use-before-start";

function makeWish() {
  let make = () => {};
  const made = new Promise<void>((resolve) => {
    make = resolve;
  });
  return { make, made };
}

function Start({ onStart }: { onStart: () => void }) {
  useEffect(onStart, [onStart]);
  return null;
}

/**
 * Makes a form of a page: the server renders it, and its script and schema are loaded when the pointer or the focus reaches
 * it. Until then it is plain HTML; what is typed is kept, and a submit waits.
 */
export function lazyForm<P extends object>(load: () => Promise<ComponentType<P>>) {
  let wish = makeWish();
  const want = () => wish.make();

  async function loadWhenWanted(): Promise<ComponentType<P>> {
    await wish.made;
    return load().catch(() => {
      wish = makeWish(); // the next wish tries again; an error would replace the page, and what was typed
      return loadWhenWanted();
    });
  }
  const loaded = typeof window === "undefined" ? load : loadWhenWanted;
  const Form = lazy(async () => ({ default: await loaded() })) as unknown as ComponentType<P>;

  // Rendered if React gives the server's HTML up, because a context has changed.
  function Wanted() {
    want();
    return null;
  }

  return function LazyForm(props: P) {
    const isInBrowser = useInBrowser();
    const [isServed] = useState(!isInBrowser);
    const { place, onStart } = useBeforeStart(want);
    // The same element until the page has other props: React gives the server's HTML up for a changed one.
    const form = useMemo(() => {
      const started = (
        <>
          <Form {...props} />
          <Start onStart={onStart} />
        </>
      );
      if (isServed) return <Suspense fallback={<Wanted />}>{started}</Suspense>;
      want(); // after a navigation there is no HTML; without a boundary, the former page stays until the form is loaded
      return started;
    }, [props, isServed, onStart]);
    return <div ref={place}>{form}</div>;
  };
}
