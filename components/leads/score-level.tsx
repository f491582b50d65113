import { Badge } from "@/components/ui/badge";

/** Score levels; a score has the first level whose `from` it reaches. */
export const levels = [
  { word: "Hot", from: 100, tone: "bad", fill: "fill-bad" },
  { word: "Warm", from: 40, tone: "warn", fill: "fill-warn" },
  { word: "Cold", from: Number.NEGATIVE_INFINITY, tone: "neutral", fill: "fill-field" },
] as const;

const [hot, warm] = levels;

/** Explains the levels wherever they are shown. */
export const levelsExplained = `Hot is a score of ${hot.from} or more, warm is ${warm.from} or more, cold is below that.`;

/** The first level that a score reaches. */
export const levelOf = (score: number) => levels.find(({ from }) => score >= from) ?? levels[2];

/** The levels as bands of a chart, as far as its axis goes. */
export function levelBands(ticks: number[]) {
  const [low = 0, high = 0] = [ticks[0], ticks.at(-1)];
  return levels.map(({ word, from, fill }, index) => ({
    name: word,
    from: Math.max(from, low),
    to: Math.min(levels[index - 1]?.from ?? high, high),
    className: fill,
  }));
}

/** A score's level. */
export function ScoreLevel({ score }: { score: number }) {
  const { word, tone } = levelOf(score);
  return <Badge tone={tone}>{word}</Badge>;
}
