import { twMerge } from "tailwind-merge";

/** Joins class names; of two that set the same property the later wins. */
export const classNames = (...names: (string | false | undefined)[]): string =>
  twMerge(names.filter(Boolean).join(" "));
