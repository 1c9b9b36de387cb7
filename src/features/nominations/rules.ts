import { label } from '../../lib/text.ts';

const LABEL_LIMIT = 100;
const NAMELESS = '—';

type Labelled = { title: string; year: number | null; directors: readonly string[] };

/**
 * What films of one list are called where no markdown is read: "Title (Year)"; films of one name are told apart by
 * their directors, and where that does not help by a number. Each has at most 100 characters.
 */
export function labelsOf(films: readonly Labelled[]): string[] {
  const plain = films.map((film) => named(film, ''));
  const directed = films.map((film, i) =>
    isAlone(plain, i) ? named(film, '') : named(film, film.directors.slice(0, 2).join(', ')),
  );
  return directed.map((one, i) => {
    if (isAlone(directed, i)) return one;
    const before = directed.slice(0, i).filter((other) => other === one).length;
    const number = ` #${before + 1}`;
    return `${label(one, LABEL_LIMIT - number.length)}${number}`;
  });
}

function named({ title, year }: Labelled, directors: string): string {
  const suffix = `${year ? ` (${year})` : ''}${directors === '' ? '' : ` · ${label(directors, 40)}`}`;
  return `${label(title, LABEL_LIMIT - suffix.length) || NAMELESS}${suffix}`;
}

const isAlone = (labels: readonly string[], index: number) =>
  labels.filter((other) => other === labels[index]).length === 1;
