import { twMerge } from "tailwind-merge";

/** Joins class names; if two set the same property, the later one wins. */
export const classNames = (...names: (string | false | undefined)[]): string =>
  twMerge(names.filter(Boolean).join(" "));
