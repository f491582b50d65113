import type { Entry } from "@/e2e/matrix";

// What the wrapper around a handler does alike for every operation is tried on one operation of each shape, and on all by
// `npm run test:long`.

const startsOf = ({ ids }: Entry) => ids?.map(({ at }) => at.split(" ")[0]).join();

/** What the wrapper sees of an operation when it reads a body and decides who may send it. */
export const bodyShapeOf = (entry: Entry) =>
  [entry.method, entry.id === "changeAccess" /* reads 4 MB */, entry.unitScoped, startsOf(entry)].join();

/** What both hosts see of an operation. */
export const hostShapeOf = (entry: Entry) =>
  [entry.method, startsOf(entry), entry.fields !== undefined, entry.unitScoped, entry.public].join();

/** Each entry with the details of its test: tagged "@long" if an earlier one has the same shape. */
export function oneOfEachShape(entries: Entry[], shapeOf: (entry: Entry) => string): [Entry, { tag: string[] }][] {
  const shapes = entries.map(shapeOf);
  return entries.map((entry, index) => [
    entry,
    { tag: shapes.indexOf(shapes[index] ?? "") === index ? [] : ["@long"] },
  ]);
}
