"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether this renders in the reader's browser, with their locale and time zone; false on the server and while hydrating. */
export const useInBrowser = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
