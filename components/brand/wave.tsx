const BARS = 40;

// A voice that gets louder: a slow wave under a quick one, rising to the right.
const heightAt = (at: number) =>
  (12 + 78 * (at / BARS) ** 1.4) * (0.45 + 0.35 * Math.sin(at * 0.55) ** 2 + 0.2 * Math.sin(at * 1.7) ** 2);

const bars = Array.from({ length: BARS }, (_, at) => {
  const half = heightAt(at) / 2;
  return `M${at * 8 + 4} ${(50 - half).toFixed(1)}v${(half * 2).toFixed(1)}`;
}).join("");

/** The mark's bars as a wide ornament, in the text's color. */
export function Wave({ className = "" }: { className?: string }) {
  return (
    <svg aria-hidden viewBox={`0 0 ${BARS * 8} 100`} preserveAspectRatio="xMaxYMid" className={className}>
      <path d={bars} fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
    </svg>
  );
}
