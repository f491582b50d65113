// Past forms that don't end in "ed".
const IRREGULAR = /^(?:sent|read|seen|bought|sold|paid|made|won|lost|met|done|left|begun|given|taken|written|built)$/;

const isPast = (word: string) => /..ed$/.test(word) || IRREGULAR.test(word);
const article = (noun: string) => (/^[aeio]|^u(?!ni|se)/.test(noun) ? "an" : "a");

/**
 * When an event of the type happens, in words: "a pricing page is viewed" for `pricing_page_viewed`. Types are free text, so one
 * that doesn't name a thing and what was done to it is quoted.
 */
export function eventSentence(type: string): string {
  const words = type.split(/[\s_.:/-]+/).filter(Boolean);
  const [verb, ...things] = words.toReversed();
  const noun = things.toReversed().join(" ");
  if (!verb || !noun || !/^[a-z ]+$/.test(`${noun} ${verb}`) || !isPast(verb)) return `“${type}” happens`;
  const isPlural = /[^su]s$/.test(noun);
  return isPlural ? `${noun} are ${verb}` : `${article(noun)} ${noun} is ${verb}`;
}
