// Scripts in which a joiner or non-joiner connects or separates letters (RFC 5892 A.1, A.2), and their variant forms.
const JOINED = "Arab Syrc Mong Nkoo Phag Adlm Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr Tibt"
  .split(" ")
  .map((script) => `\\p{scx=${script}}`)
  .join("");

// Positions where an invisible character changes how the text is drawn.
const JOINS = new RegExp(
  [
    `(?<=[${JOINED}])[\\u200c\\u200d](?=[${JOINED}])`,
    `(?<=[${JOINED}])(?<=\\p{M})\\u200d`, // a final consonant without its vowel, as in Malayalam
    "(?<=\\u0647)\\u200c", // a final e in Kurdish
    "(?<=\\p{scx=Mong})[\\u180b-\\u180f]",
    "(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d(?=\\p{Extended_Pictographic})",
    "(?<=\\u{1f3f4})[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]+\\u{e007f}", // the flag of a region
    "(?<=[0-9#*])\\ufe0f(?=\\u20e3)",
    "(?<=[\\p{Extended_Pictographic}\\p{Script=Han}\\p{Sm}\\p{scx=Mymr}\\p{scx=Phag}])[\\ufe00-\\ufe0f]",
    "(?<=\\p{Script=Han})[\\u{e0100}-\\u{e01ef}]",
  ].join("|"),
  "gu",
);
const DRAWS_NOTHING = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;
const VISIBLE = /[^\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether the text has any visible character. */
export const isVisible = (text: string): boolean => VISIBLE.test(text);

/**
 * Whether the text has bidirectional controls, tags or other invisible characters that join nothing. Those that belong to
 * emoji, Persian or Indic words do join.
 */
export const hasInvisible = (text: string): boolean =>
  DRAWS_NOTHING.test(text) && DRAWS_NOTHING.test(text.replace(JOINS, ""));
