const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 0 });

/** How a number compares with that of the period before, as part of a sentence; nothing if there was nothing before. */
export function changeText(now: number, before: number): string {
  if (before === 0) return "";
  if (now === before) return ", as many as in the period before";
  const share = percent.format(Math.abs(now - before) / before);
  return `, ${share} ${now > before ? "more" : "fewer"} than in the period before`;
}
