import { fold } from '../../../lib/text.ts';

/** `id`: ours, where the source tells people of one name apart. */
export type Person = {
  id?: string | undefined;
  name: string;
  names?: readonly string[] | undefined;
  character?: string | undefined;
};

/** A film as a source tells of it. What is absent or empty is not known there. */
export type FilmRow = {
  title: string;
  year?: number | undefined;
  originalTitle?: string | undefined;
  originalLanguage?: string | undefined;
  titles?: readonly { title: string; language?: string | undefined }[] | undefined;
  votes?: number | undefined;
  runtime?: number | undefined;
  countries?: readonly string[] | undefined;
  genres?: readonly string[] | undefined;
  directors?: readonly Person[] | undefined;
  cast?: readonly Person[] | undefined;
  ageRating?: string | undefined;
  contentNotes?: readonly string[] | undefined;
  /** Source to id, e.g. `imdb` to `tt0000001`. */
  ids?: Readonly<Record<string, string>> | undefined;
  /** Language to one sentence. */
  synopsis?: Readonly<Record<string, string>> | undefined;
};

/** The longest title we keep, in UTF-16 code units. */
export const LONGEST_TITLE = 500;

/** The form in which titles are the same; a title of signs alone stays as it is. */
export function foldTitle(title: string): string {
  return (fold(title) || title.trim().toLowerCase()).slice(0, LONGEST_TITLE);
}
