type Rule = { matches: (element: Element, ...rest: unknown[]) => boolean };
type Engine = { utils: { getRule(id: string): Rule } };

/**
 * Runs in the page, on its axe. What looks the same to the letter, down from the root, has the same contrast, so two of each
 * are measured: of sixty rows or seventy operations that is a small part, and measuring is most of what axe does. Returns what
 * forgets them, for the next run on the same page.
 */
export function measureTwoOfEach({ utils }: Engine): () => void {
  const rule = utils.getRule("color-contrast");
  const { matches } = rule;
  const looks = new Map<string, number>();
  const known = new Map<Element, number>();
  const measured = new Map<number, number>();

  function lookOf(element: Element | null): number {
    const found = element ? known.get(element) : 0;
    if (!element || found !== undefined) return found ?? 0;
    const style = getComputedStyle(element);
    const { color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight, textShadow, filter } = style;
    const own = [color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight, textShadow, filter];
    const key = [lookOf(element.parentElement), ...own].join();
    const look = looks.get(key) ?? looks.size + 1;
    looks.set(key, look);
    known.set(element, look);
    return look;
  }

  rule.matches = (element, ...rest) => {
    const look = lookOf(element);
    const before = measured.get(look) ?? 0;
    if (before === 2 || !matches.call(rule, element, ...rest)) return false;
    measured.set(look, before + 1);
    return true;
  };
  return () => {
    for (const map of [looks, known, measured]) map.clear();
  };
}
