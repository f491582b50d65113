import { verify } from "@node-rs/argon2";
import { describe, expect, test } from "vitest";
import { password } from "@/domain/members/schema";
import { assertPasswordAllowed, hashPassword } from "./password";

const owner = { first: "Ada", last: "Lovelace", email: "ada.l@example.com", organization: "Analytical Engines" };
const refusal = (candidate: string, person = owner) => {
  try {
    assertPasswordAllowed(candidate, person);
    return undefined;
  } catch (error) {
    return error;
  }
};

describe("allowed", () => {
  test.each([
    "securepassword123",
    "correct horse battery staple",
    "Adamantium-2026!",
    "        -      ",
    "日本語のパスワードです",
    "🚀".repeat(12),
  ])("%s", (candidate) => {
    expect(refusal(candidate)).toBeUndefined();
  });

  test("a name that is part of more", () => {
    expect(refusal("Lovelace wrote the first program")).toBeUndefined();
  });
});

describe("refused", () => {
  test.each([
    "qwerty123456",
    "password1234",
    "123456789012",
    "QWERTY123456",
    "1qaz2wsx3edc",
    "LeaveMeAlone",
    "ｐａｓｓｗｏｒｄ１２３４",
  ])("the common %s", (candidate) => {
    const common = refusal(candidate);
    expect(common).toMatchObject({
      code: "invalid_content",
      faults: [{ pointer: "/password", detail: expect.stringMatching(/common/) }],
    });
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
  ])("%s, one's own", (candidate) => {
    const own = refusal(candidate);
    expect(own).toMatchObject({ faults: [{ pointer: "/password", detail: expect.stringMatching(/your own/) }] });
    expect(String((own as Error).message)).not.toContain(candidate);
  });

  test("but not where a part of the person is empty of letters", () => {
    expect(refusal("- - - - - - - -", { ...owner, first: "-", last: "." })).toBeUndefined();
  });
});

test("a length of 12 to 256 code points is the schema's to ask", () => {
  const fits = (candidate: string) => password().safeParse(candidate).success;
  expect([fits("🚀".repeat(11)), fits("🚀".repeat(12)), fits("🚀".repeat(256)), fits("🚀".repeat(257))]).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(fits("twelve chars\0")).toBe(false);
});

test("a hash is argon2id at 19 MiB, t=2, p=1, salted, and verifies in any Unicode form", async () => {
  const [one, two] = await Promise.all([
    hashPassword("Pass\u00e9 compos\u00e9"),
    hashPassword("Passe\u0301 compose\u0301"),
  ]);
  for (const hash of [one, two]) {
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verify(hash, "Pass\u00e9 compos\u00e9".normalize("NFKC"))).toBe(true);
    expect(await verify(hash, "another password")).toBe(false);
  }
  expect(one).not.toBe(two);
});
