import { foldText } from "@/lib/fold-text";

/** Something to choose in the palette. */
export type Choice = {
  key: string;
  label: string;
  note?: string;
  /** Other words that find it. */
  also?: string;
  /** A person: nothing of them may stay in a browser after signing out. */
  isPerson?: true;
  isUnit?: true;
  act: () => unknown;
};

/** Choices below one heading. */
export type Group = { title: string; choices: Choice[] };

const MOST_RECENT = 5;

const wordsOf = (text: string) =>
  foldText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Whether each word of the text begins a word of the choice. */
export function isMatch({ label, also = "" }: Pick<Choice, "label" | "also">, text: string): boolean {
  const words = wordsOf(`${label} ${also}`);
  return wordsOf(text).every((wanted) => words.some((word) => word.startsWith(wanted)));
}

/** The groups with those chosen last in front, in a group of their own, as far as they can still be chosen. */
export function withRecent(groups: readonly Group[], recent: readonly string[]): Group[] {
  const all = groups.flatMap(({ choices }) => choices);
  const found = recent.flatMap((key) => all.find((choice) => choice.key === key) ?? []).slice(0, MOST_RECENT);
  const rest = groups.map(({ title, choices }) => ({ title, choices: choices.filter((one) => !found.includes(one)) }));
  return [{ title: "Recent", choices: found }, ...rest].filter(({ choices }) => choices.length > 0);
}
