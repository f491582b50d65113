import fc from "fast-check";
import { expect, test } from "vitest";
import { isToken, mintToken, randomBase62, tokenHash } from "./token";

test("a token is lv_pat_, 30 random base62 characters and a checksum of 6", () => {
  const tokens = Array.from({ length: 500 }, mintToken);
  for (const token of tokens) {
    expect(token).toMatch(/^lv_pat_[0-9A-Za-z]{36}$/);
    expect(isToken(token)).toBe(true);
  }
  expect(new Set(tokens.map((token) => token.slice(7, 37))).size).toBe(500);
});

test("a changed, cut, padded or re-cased token is not a token", () => {
  const token = mintToken();
  for (let index = 7; index < token.length; index += 1) {
    const changed = token[index] === "a" ? "b" : "a";
    expect(isToken(token.slice(0, index) + changed + token.slice(index + 1)), `character ${index}`).toBe(false);
  }
  const others = [
    "",
    token.slice(0, -1),
    `${token}0`,
    ` ${token}`,
    `${token}\n`,
    token.replace("lv_pat_", "lv_PAT_"),
    token.slice(7),
  ];
  for (const other of others) expect(isToken(other), JSON.stringify(other)).toBe(false);
});

test("no other text is a token", () => {
  fc.assert(fc.property(fc.string(), (text) => !isToken(text)));
  fc.assert(fc.property(fc.stringMatching(/^[0-9A-Za-z]{36}$/), (text) => !isToken(text)));
});

test("the hash is the SHA-256 in hex", () => {
  expect(tokenHash("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("every base62 character comes up about equally often", () => {
  const counts = new Map<string, number>();
  for (const letter of randomBase62(62_000)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  expect(counts.size).toBe(62);
  for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(200);
});
