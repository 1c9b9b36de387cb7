import { z } from 'zod';
import type { Db } from '../../../db/db.ts';
import { UserError } from '../../../errors.ts';
import { label } from '../../../lib/text.ts';
import { keepCommand, takeCommand } from '../../clubs/clubs.ts';
import { adoptFilm } from '../../marks/marks.ts';
import { type Considered, considerPage, type Draft, draftOf, pageOf } from '../considering.ts';
import type { KnownFilm } from '../match.ts';
import type { Page } from '../page/page.ts';

const text = z.string().nullable();
const facts = z.object({
  site: text,
  author: text,
  url: text,
  published: text,
  language: text,
  ratingValue: text,
  ratingScale: text,
  score: z.number().nullable(),
  spoilers: z.enum(['marked', 'declared-free', 'unknown']),
  openLine: text,
  excerpt: text,
});
const choice = z.object({
  filmId: z.string(),
  title: z.string(),
  year: z.number().nullable(),
  /** The page's own film where it seems to be another. */
  seems: z.string().optional(),
  draft: z.object({ facts, fingerprint: z.string() }),
});

/** One film that a page may be about, and what would be stored of it. */
export type Choice = z.infer<typeof choice>;

/** What a page comes to: one film, or several of which a person has to choose. */
export type Proposal = { why: 'certain' | 'ambiguous' | 'several'; choices: Choice[] };

/** A film that the person has named. */
export type NamedFilm = { id: string; title: string; year: number | null };

type Who = { guildId: string; userId: string };

const COMMAND = 'import review';
const MOST_CHOICES = 25;
const SHOWN_TITLE = 100;

/**
 * What could be stored of a page. Films that the person named (one, or several that their words may mean) go before
 * what the page says; nothing is guessed.
 * @throws UserError where no film can be told, or the page has no text.
 */
export async function propose(db: Db, page: Page, named: readonly NamedFilm[]): Promise<Proposal> {
  if (page.lines.length === 0) throw new UserError('import.empty');
  if (page.isNoReview) throw new UserError('import.no-review');
  if (page.sections.length > 1) return proposeSeveral(db, page, named);
  const considered = await considerPage(db, page);
  const { verdict, title } = considered.subject;
  if (named.length > 0) return oneOf(named.map((film) => choiceOf(film, considered, seemsOther(considered, film))));
  if (verdict.kind === 'match') return oneOf([choiceOf(verdict.film, considered)]);
  if (verdict.kind === 'ambiguous') return oneOf(verdict.films.map((film) => choiceOf(film, considered)));
  const shown = label(title ?? '', SHOWN_TITLE);
  throw shown === '' ? new UserError('import.unnamed') : new UserError('import.unknown', { title: shown });
}

function oneOf(choices: Choice[]): Proposal {
  return { why: choices.length === 1 ? 'certain' : 'ambiguous', choices: choices.slice(0, MOST_CHOICES) };
}

async function proposeSeveral(db: Db, page: Page, named: readonly NamedFilm[]): Promise<Proposal> {
  const choices = new Map<string, Choice>();
  for (const section of page.sections.slice(0, MOST_CHOICES)) {
    const considered = await considerPage(db, pageOf(page, section));
    const { verdict } = considered.subject;
    if (verdict.kind !== 'match' || choices.has(verdict.film.id)) continue;
    choices.set(verdict.film.id, choiceOf(verdict.film, considered, undefined, section.title));
  }
  const titles = label(page.sections.map(({ title }) => title).join(', '), 3 * SHOWN_TITLE);
  const wanted = [...choices.values()].filter(({ filmId }) => named.some(({ id }) => id === filmId));
  if (named.length > 0 && wanted.length === 0) throw new UserError('import.several.others', { titles });
  if (choices.size === 0) throw new UserError('import.several.unknown', { titles });
  if (wanted.length > 0) return { why: wanted.length === 1 ? 'certain' : 'several', choices: wanted };
  return { why: 'several', choices: [...choices.values()] };
}

function choiceOf(
  film: Pick<KnownFilm, 'id' | 'title' | 'year'>,
  considered: Considered,
  seems?: string,
  section?: string,
): Choice {
  const draft: Draft = draftOf(considered, section);
  return { filmId: film.id, title: film.title, year: film.year, draft, ...(seems === undefined ? {} : { seems }) };
}

/** The film that the page seems to be about, where that is another than the person said. */
function seemsOther({ subject }: Considered, film: NamedFilm): string | undefined {
  if (subject.verdict.kind === 'match' && subject.verdict.film.id !== film.id)
    return label(`${subject.verdict.film.title} (${subject.verdict.film.year ?? '?'})`, SHOWN_TITLE);
  return undefined;
}

/** Keeps choices until the person has decided. @returns what a button carries. */
export async function keepChoices(db: Db, who: Who, choices: readonly Choice[], now: Date): Promise<string> {
  for (const { filmId } of choices)
    if (!(await adoptFilm(db, who.guildId, filmId, now))) throw new UserError('film.gone');
  return keepCommand(db, who, { command: COMMAND, given: { choices: JSON.stringify(choices) } }, now);
}

/** Takes kept choices, which then are gone. @throws UserError for what is gone, an hour old or another's. */
export async function takeChoices(db: Db, who: Who, id: string, now: Date): Promise<Choice[]> {
  const { command, given } = await takeCommand(db, who, id, now).catch((error: unknown) => {
    throw error instanceof UserError ? new UserError('import.stale') : error;
  });
  if (command !== COMMAND || typeof given.choices !== 'string') throw new UserError('import.stale');
  return z.array(choice).parse(JSON.parse(given.choices));
}
