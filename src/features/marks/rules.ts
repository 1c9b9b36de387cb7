/** A rating is given in half stars, 1 to 10, and read as stars, 0.5 to 5. */
export const HALF_STARS = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1] as const;

export type HalfStars = (typeof HALF_STARS)[number];

/** The half stars that a select's value names, or undefined for anything else. */
export function halfStarsOf(value: string | undefined): HalfStars | undefined {
  return HALF_STARS.find((halfStars) => String(halfStars) === value);
}

/** Half stars as stars: 7 is 3.5. */
export function stars(halfStars: number): number {
  return halfStars / 2;
}

/** Half stars as people write them: 7 is 3½. */
export function starsLabel(halfStars: number): string {
  const whole = Math.floor(stars(halfStars));
  return `${whole > 0 ? whole : ''}${halfStars % 2 === 1 ? '½' : ''}`;
}

/** The mean of ratings in stars, rounded to a tenth, or undefined where nobody rated. */
export function averageStars(halfStars: readonly number[]): number | undefined {
  if (halfStars.length === 0) return undefined;
  const sum = halfStars.reduce((total, one) => total + one, 0);
  return Math.round((sum / halfStars.length / 2) * 10) / 10;
}
