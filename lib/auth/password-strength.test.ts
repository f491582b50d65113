import { dictionary } from "@zxcvbn-ts/language-common";
import { describe, expect, test } from "vitest";
import { assertPasswordAllowed, type PasswordKind } from "./password-strength";

const owner = { first: "Ada", last: "Lovelace", email: "ada.l@example.com", organization: "Analytical Engines" };

function refusal(candidate: string, kind: PasswordKind = "own", person = owner): unknown {
  try {
    assertPasswordAllowed(candidate, person, kind);
    return undefined;
  } catch (error) {
    return error;
  }
}

const saying = (detail: RegExp) => ({
  code: "invalid_content",
  faults: [{ pointer: "/password", detail: expect.stringMatching(detail) }],
});

describe("allowed", () => {
  test.each([
    "correct horse battery staple",
    "Adamantium-2026!",
    "        -      ",
    "日本語のパスワードです",
    "🚀🎈🐙🌋🧭🪁🦜🍋🎻🧊🪐🐌",
    "xyu2G-krWnB-8dTpQ-mVz4h",
  ])("%s, by whoever gives or chooses it", (candidate) => {
    expect([refusal(candidate, "initial"), refusal(candidate, "own")]).toEqual([undefined, undefined]);
  });

  test("a name as part of a longer password", () => {
    expect(refusal("Lovelace wrote the first program")).toBeUndefined();
  });

  test("the reference's example as an initial password, but not as one's own choice", () => {
    expect(refusal("securepassword123", "initial")).toBeUndefined();
    expect(refusal("securepassword123", "own")).toMatchObject(saying(/common/));
  });
});

describe.each(["initial", "own"] as const)("refused as %s", (kind) => {
  test.each([
    "qwerty123456",
    "password1234",
    "password12345",
    "123456789012",
    "QWERTY123456",
    "1qaz2wsx3edc",
    "LeaveMeAlone",
    "p@ssw0rd1234",
    "ｐａｓｓｗｏｒｄ１２３４",
  ])("the common %s", (candidate) => {
    expect(refusal(candidate, kind)).toMatchObject(saying(/^is a common password.*; choose four or more words/));
  });

  test("every common password of the list, ignoring case", () => {
    const long = dictionary["passwords-common"].map(String).filter((word) => [...word].length >= 12);
    expect(long.length).toBeGreaterThan(300);
    const passed = long.flatMap((word) => [word, word.toUpperCase()]).filter((word) => !refusal(word, kind));
    expect(passed).toEqual([]);
  });

  test.each([
    ["aaaaaaaaaaaa", /^repeats/],
    ["letmeinletmein", /^repeats/],
    ["abc123abc123abc123", /^repeats/],
    ["🚀".repeat(12), /^repeats/],
    ["abcdefghijkl", /^follows a pattern/],
    ["asdfghjkl;'#", /^follows a pattern/],
    ["31/12/2026 ", /^follows a pattern/],
    ["LeadVibeAdmin", /product's name/],
    ["leadvibe admin", /product's name/],
    ["lead-vibe-2026!", /^is /],
    ["Administrator", /^is /],
  ])("%s", (candidate, sentence) => {
    expect(refusal(candidate, kind)).toMatchObject(saying(sentence));
  });

  test.each([
    "Ada Lovelace",
    "lovelace.ada",
    "ADALOVELACE2026",
    "ada.l@example.com",
    "AdaLExampleCom",
    "analytical-engines",
    "Analytical Engines 1843",
    "ＡｄａＬｏｖｅｌａｃｅ",
    "Lovelace@ada!",
    "4d4Lovelace!",
    "engines.analytical",
    "Ada@LeadVibe-2026",
  ])("%s, one's own", (candidate) => {
    const own = refusal(candidate, kind);
    expect(own).toMatchObject(saying(/your own/));
    expect(String((own as Error).message)).not.toContain(candidate);
  });
});

test("a detail of the person without letters refuses nothing", () => {
  expect(refusal("~!@ #$% ^&* ()_ +{}", "own", { ...owner, first: "-", last: "." })).toBeUndefined();
});

test("the refusal points at the given field", () => {
  expect(() => assertPasswordAllowed("aaaaaaaaaaaa", owner, "own", "/new_password")).toThrow(
    expect.objectContaining({ faults: [expect.objectContaining({ pointer: "/new_password" })] }),
  );
});

test("only the first 48 characters are judged, because the time grows with the square of the length", () => {
  expect(refusal(`${"a".repeat(48)} correct horse battery staple`)).toMatchObject(saying(/^repeats/));
  expect(refusal("a long sentence that nobody else has thought of yet ".repeat(5).slice(0, 256))).toBeUndefined();
});
