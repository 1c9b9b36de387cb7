import type { FilmDetails, More } from '../films/films.ts';

/** The mean of critics' scores (0-100), rounded to a whole number, or undefined where none gave a rating. */
export function averageScore(reviews: readonly { score: number | null }[]): number | undefined {
  const scores = reviews.flatMap(({ score }) => (score === null ? [] : [score]));
  if (scores.length === 0) return undefined;
  return Math.round(scores.reduce((total, score) => total + score, 0) / scores.length);
}

/** The script that readers of a language read names in, where it is not the Latin one. */
const SCRIPTS: Readonly<Record<string, RegExp>> = { ko: /\p{sc=Hang}/u };

/** A person's name in the script of a language, where we know one; else the name we show everywhere. */
export function nameIn(language: string, { name, names }: { name: string; names: readonly string[] }): string {
  return names.find((spelling) => SCRIPTS[language]?.test(spelling)) ?? name;
}

type Titled = { title: string; titles: readonly { title: string; language: string | null }[] };

/** What a film is called in a language, where that is not the title it has everywhere, which is its English one. */
export function titleIn(language: string, { title, titles }: Titled): string | undefined {
  if (language === 'en') return undefined;
  return titles.find((other) => other.language === language && other.title !== title)?.title;
}

/** A film with what it lacks filled in from what sources tell; what the catalogue says stands. */
export function withMore(film: FilmDetails, more: More): FilmDetails {
  const orMore = <T>(here: T[], there: readonly T[]): T[] => (here.length > 0 ? here : [...there]);
  const person = ({ name, names = [] }: More['cast'][number]) => ({ name, names });
  return {
    ...film,
    posterUrl: film.posterUrl ?? more.poster ?? null,
    runtimeMinutes: film.runtimeMinutes ?? more.runtime ?? null,
    countries: orMore(film.countries, more.countries),
    genres: orMore(film.genres, more.genres),
    directors: orMore(film.directors, more.directors.map(person)),
    cast: orMore(
      film.cast,
      more.cast.map((one) => ({ ...person(one), character: one.character ?? null })),
    ),
    synopses: { ...more.synopsis, ...film.synopses },
  };
}
