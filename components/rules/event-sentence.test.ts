import { expect, test } from "vitest";
import { eventSentence } from "./event-sentence";

test.each([
  ["demo_requested", "a demo is requested"],
  ["pricing_page_viewed", "a pricing page is viewed"],
  ["email-opened", "an email is opened"],
  ["invoice.paid", "an invoice is paid"],
  ["terms_accepted", "terms are accepted"],
  ["unit_test_run", "“unit_test_run” happens"],
  ["unsubscribed", "“unsubscribed” happens"],
  ["Page View", "“Page View” happens"],
  ["подписка_оформлена", "“подписка_оформлена” happens"],
  ["__", "“__” happens"],
])("%s is read as: %s", (type, sentence) => {
  expect(eventSentence(type)).toBe(sentence);
});
