import { Badge } from "@/components/ui/badge";

/** Score levels; a score has the first level whose `from` it reaches. */
export const levels = [
  { word: "Hot", from: 100, tone: "bad" },
  { word: "Warm", from: 40, tone: "warn" },
  { word: "Cold", from: Number.NEGATIVE_INFINITY, tone: "neutral" },
] as const;

const [hot, warm] = levels;

/** Explains the levels wherever they are shown. */
export const levelsExplained = `Hot is a score of ${hot.from} or more, warm is ${warm.from} or more, cold is below that.`;

/** A score's level. */
export function ScoreLevel({ score }: { score: number }) {
  const level = levels.find(({ from }) => score >= from);
  return level && <Badge tone={level.tone}>{level.word}</Badge>;
}
