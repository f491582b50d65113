import { Badge } from "@/components/ui/badge";

/** What a score is called: the first of these whose `from` it reaches. */
export const levels = [
  { word: "Hot", from: 100, tone: "bad" },
  { word: "Warm", from: 40, tone: "warn" },
  { word: "Cold", from: Number.NEGATIVE_INFINITY, tone: "neutral" },
] as const;

const [hot, warm] = levels;

/** The words' meaning, to stand where they are used. */
export const levelsExplained = `Hot is a score of ${hot.from} or more, warm of ${warm.from} or more, cold below.`;

/** A score in a word. */
export function ScoreLevel({ score }: { score: number }) {
  const level = levels.find(({ from }) => score >= from);
  return level && <Badge tone={level.tone}>{level.word}</Badge>;
}
