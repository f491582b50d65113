import fc from "fast-check";
import { expect, test } from "vitest";
import { foldText } from "@/lib/fold-text";
import { textKey } from "@/lib/text-key";
import { owner } from "@/testing/database";
import { searchKey } from "./search";

const expression = searchKey("t")
  .queryChunks.map((chunk) => (chunk as { value: string[] }).value.join(""))
  .join("");
const stored = async (texts: string[]) =>
  (
    await owner().unsafe(`select ${expression} as key from unnest($1::text[]) with ordinality w (t, n) order by n`, [
      texts,
    ])
  ).map((row) => row.key as string);

const words = [
  "Straße",
  "STRASSE",
  "Łódź",
  "Sınır",
  "Ørsted",
  "ŒUVRE",
  "Þór",
  "ΟΔΟΣ",
  "οδος",
  "ﬁn",
  "Zu\u0308rich",
  "İzmir",
  "Ð ẞ",
];

test("the browser folds a text as the database does", async () => {
  expect(await stored(words)).toEqual(words.map(foldText));
});

test("the function folds a text as the expression does", async () => {
  const rows =
    await owner()`select fold_text(t) as key from unnest(${words}::text[]) with ordinality w (t, n) order by n`;
  expect(rows.map((row) => row.key)).toEqual(await stored(words));
});

test("equal texts are found by the same search", async () => {
  const letters = fc.string({ unit: fc.constantFrom(..."aÄßıİſςΣøŁæÞ\u0308 ñK") });
  const texts = fc.sample(letters, 300);
  const keys = await stored(texts);
  expect(await stored(texts.map(textKey))).toEqual(keys);
  expect(texts.map(foldText)).toEqual(keys);
});
