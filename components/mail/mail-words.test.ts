import { expect, test } from "vitest";
import { reasonWords } from "./mail-words";

test.each([
  [null, null],
  ["timeout", "the provider did not answer in time"],
  ["rate_limit_exceeded 429", "the provider takes no more at the moment (429)"],
  ["given_up: no_answer", "given up after a day; the provider could not be reached"],
  ["given_up: interrupted", "given up after a day; an attempt was cut off, and another might have been a second mail"],
  ["some_new_code 422", "some new code 422"],
  ["bounce_permanent", "the recipient's server does not know the address, or takes nothing for it"],
  ["constructor", "constructor"],
])("%s: %s", (reason, words) => {
  expect(reasonWords(reason)).toBe(words);
});
