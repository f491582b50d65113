"use client";

import NextLink from "next/link";
import { type ComponentProps, useEffect, useRef, useState } from "react";
import { noteReadAhead } from "./read-ahead";

const REST_MILLISECONDS = 80;

/** A link whose page is read ahead while the mouse rests on it, and never just because it is in sight: each page is read for its visitor. */
export function Link(props: ComponentProps<typeof NextLink>) {
  const [isMeant, setMeant] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function rest() {
    timer.current = setTimeout(() => {
      noteReadAhead(String(props.href));
      setMeant(true);
    }, REST_MILLISECONDS);
  }

  function leave() {
    clearTimeout(timer.current);
    setMeant(false);
  }

  return (
    <NextLink
      prefetch={isMeant}
      onPointerEnter={({ pointerType }) => pointerType === "mouse" && rest()}
      onPointerDown={() => clearTimeout(timer.current)} // the click reads it
      onPointerLeave={leave}
      {...props}
    />
  );
}
