import { readSpoilers } from '../../spoilers/classify.ts';
import type { FilmDetails } from '../films/films.ts';

const SENTENCES = new Intl.Segmenter('und', { granularity: 'sentence' });

/**
 * Of a source's synopses (language to text) the first sentence, which tells the premise, unless our reader of spoilers
 * takes it for one. A source asks its writers to spoil nothing; nobody checks.
 */
export async function harmless(
  synopses: Readonly<Record<string, string>>,
  { title, year }: Pick<FilmDetails, 'title' | 'year'>,
): Promise<Record<string, string>> {
  if (Object.keys(synopses).length === 0) return {};
  const reader = await readSpoilers();
  const film = { title, ...(year === null ? {} : { year }) };
  return Object.fromEntries(
    Object.entries(synopses)
      .map(([language, text]) => [language, firstSentence(text)] as const)
      .filter(([, sentence]) => sentence !== '' && reader.judge(sentence, film).verdict !== 'spoiler'),
  );
}

function firstSentence(text: string): string {
  const [first] = SENTENCES.segment(text.trim());
  return first?.segment.trim() ?? '';
}
