/**
 * Returns a unique name for each item: its own name; for namesakes, the detail as well; and if that is also the same, a
 * number.
 */
export function distinctNames<T>(items: readonly T[], nameOf: (item: T) => string, detailOf: (item: T) => string) {
  const names = new Map<T, string>();
  for (const namesakes of grouped(items, nameOf)) {
    const [only] = namesakes;
    if (namesakes.length === 1 && only) names.set(only, nameOf(only));
    else {
      for (const alike of grouped(namesakes, detailOf)) {
        for (const [index, item] of alike.entries()) {
          const number = alike.length > 1 ? `, number ${index + 1}` : "";
          names.set(item, `${nameOf(item)}, ${detailOf(item)}${number}`);
        }
      }
    }
  }
  return (item: T): string => names.get(item) ?? nameOf(item);
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}
