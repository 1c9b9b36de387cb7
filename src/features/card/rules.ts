/** The mean of critics' scores (0-100), rounded to a whole number, or undefined where none gave a rating. */
export function averageScore(reviews: readonly { score: number | null }[]): number | undefined {
  const scores = reviews.flatMap(({ score }) => (score === null ? [] : [score]));
  if (scores.length === 0) return undefined;
  return Math.round(scores.reduce((total, score) => total + score, 0) / scores.length);
}
