import { readSpoilers } from '../../spoilers/classify.ts';
import type { FilmDetails } from '../films/films.ts';

const SENTENCES = new Intl.Segmenter('und', { granularity: 'sentence' });

/**
 * Of a source's synopses (language to text) what gives nothing away, by the strict reading of our reader of spoilers:
 * the whole of it, else its first sentence, else nothing. Nobody at the source promised that it spoils nothing.
 */
export async function harmless(
  synopses: Readonly<Record<string, string>>,
  { title, year }: Pick<FilmDetails, 'title' | 'year'>,
): Promise<Record<string, string>> {
  if (Object.keys(synopses).length === 0) return {};
  const reader = await readSpoilers();
  const film = { title, ...(year === null ? {} : { year }) };
  const isSafe = (text: string) => text !== '' && reader.judge(text, film).verdict === 'safe';
  return Object.fromEntries(
    Object.entries(synopses).flatMap(([language, text]) => {
      const shown = [text, firstSentence(text)].find(isSafe);
      return shown === undefined ? [] : [[language, shown]];
    }),
  );
}

function firstSentence(text: string): string {
  const [first] = SENTENCES.segment(text);
  return first?.segment.trim() ?? '';
}
