import { expect, test } from "vitest";
import { reasonWords } from "./mail-words";

test.each([
  [null, null],
  ["timeout", "the provider did not answer in time"],
  ["rate_limit_exceeded 429", "the provider's rate limit was reached (429)"],
  ["given_up: no_answer", "given up after a day; the provider could not be reached"],
  ["given_up: interrupted", "given up after a day; an attempt was cut off, and retrying might have sent it twice"],
  ["some_new_code 422", "some new code 422"],
  ["bounce_permanent", "the recipient's server does not know the address or accepts no mail for it"],
  ["constructor", "constructor"],
])("%s: %s", (reason, words) => {
  expect(reasonWords(reason)).toBe(words);
});
