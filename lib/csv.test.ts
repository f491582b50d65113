import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { guarded, readCsv, withoutGuard } from "./csv";

const plain = fc.string({ unit: fc.constantFrom(..."ab@,;\t\"'=+-＝ ") });
const anyCell = fc.oneof(plain, fc.string({ unit: "grapheme" })).filter((cell) => !/[\r\n]/.test(cell));

test("every export is read back unchanged, with any of the delimiters", () => {
  const records = fc
    .integer({ min: 2, max: 4 })
    .chain((columns) =>
      fc.array(fc.array(anyCell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 5 }),
    );
  fc.assert(
    fc.property(records, fc.constantFrom(",", ";", "\t"), (rows, delimiter) => {
      const text = stringify(
        rows.map((row) => row.map(guarded)),
        { delimiter, quoted: true, quoted_empty: true, record_delimiter: "windows" },
      );
      const read = readCsv(`sep=${delimiter}\r\n${text}`);
      expect(read.map(({ cells }) => cells.map(withoutGuard))).toEqual(rows);
      expect(readCsv(text)).toEqual(read);
    }),
  );
});

test("no line of any file is left out", () => {
  const file = fc.string({ unit: fc.constantFrom(...'ab,;"\n@'), maxLength: 60 });
  fc.assert(
    fc.property(file, (text) => {
      const kept = readCsv(text)
        .flatMap(({ cells }) => cells)
        .join("");
      const letters = (of: string) => of.replace(/[^ab@]/g, "");
      expect(letters(kept)).toBe(letters(text));
    }),
  );
});

test("a guard is removed again, and a cell without one stays unchanged", () => {
  for (const cell of ["=1", "'=1", "''+x", "'Ann", "O'Neill", "", "'", "-", "+49@x.test", "＝x", "a=b"]) {
    expect(withoutGuard(guarded(cell))).toBe(cell);
    expect(guarded(cell)).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
  }
});
