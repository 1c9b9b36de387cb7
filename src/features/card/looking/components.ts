import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Asked } from '../../../discord/handler.ts';
import { display } from '../../../discord/parts.ts';
import { UserError } from '../../../errors.ts';
import { label } from '../../../lib/text.ts';
import { say } from '../../../texts/texts.ts';
import { type Errand, lookUpMore, lookUpTitle } from '../../films/films.ts';
import { sourceNames } from '../../films/messages.ts';
import { type Card, type Found, findCard, openCard } from '../card.ts';
import { askingMessage, cardMessage, suggestionsMessage } from '../messages.ts';
import { Waiting } from './waiting.ts';

/** Milliseconds that a film which is not here is waited for before we answer from what we have. */
const PATIENCE = 400;
const SHOWN_TITLE = 100;
/** Sources that mark films for adults alone; OMDb does not. */
const MARKING = ['tmdb', 'wikidata'] as const;

type Who = Pick<Asked, 'app' | 'guildId' | 'locale' | 'log' | 'ageMarked'>;
/** What can be said of a title now: a card, suggestions, or why there is nothing. */
type View = Found | { kind: 'nothing'; why: UserError };

const placeOf = ({ app, guildId, ageMarked: adult = false }: Who) => ({ guildId, adult, region: app.config.region });

/**
 * The film that a title names, from our catalogue at once. For one that is not there the sources that are set up are
 * asked: what comes within 0.4 seconds is the answer, what comes later takes its place.
 */
export async function showFilm(asked: Who, title: string): Promise<Answer> {
  const here = await viewOf(asked, title);
  if (here.kind === 'card') return withMore(asked, here.card);
  const errands = await lookUpTitle(deskOf(asked), title);
  if (errands.length === 0) return answerFor(asked, title, here);
  const left = new Waiting(errands);
  const search = untilCard(asked, title, left);
  const view = await Promise.race([search, pause(PATIENCE, undefined, { ref: false })]);
  if (view?.kind === 'card' && left.isOver) return withMore(asked, view.card);
  if (view && left.isOver) return answerFor(asked, title, view, left.silent);
  const waits = view?.kind === 'card' ? cardMessage(asked.locale, view.card) : waitingFor(asked, title, here, left);
  return { ...waits, later: following(asked, { title, search, left, shown: waits }) };
}

/**
 * Waits until what sources tell makes a card that may be shown, or none has anything to tell any more. A film that one
 * source just brought may be one that another calls for adults alone: where not all are adults, it waits for that word.
 */
async function untilCard(asked: Who, title: string, left: Waiting): Promise<View> {
  let view: View;
  do {
    await left.next();
    view = await viewOf(asked, title);
  } while (!left.isOver && !(view.kind === 'card' && (asked.ageMarked || isJudged(view.card, left))));
  return view;
}

/** Whether nobody is left who could say that a film is for adults alone: TMDB told of it, or none that marks films is open. */
function isJudged({ more }: Card, left: Waiting): boolean {
  return more?.sources.includes('tmdb') === true || !MARKING.some((source) => left.isOpen(source));
}

function waitingFor({ locale }: Who, title: string, view: View, { sources }: Waiting): Answer {
  return askingMessage(locale, title, { sources, near: view.kind === 'unsure' ? view.suggestions : [] });
}

/** The card of a film, with what sources tell of it as it comes. @throws UserError when this server has no such film. */
export async function showCard(asked: Who, filmId: string): Promise<Answer> {
  return withMore(asked, await openCard(asked.app.db, filmId, placeOf(asked)));
}

const deskOf = ({ app: { db, now, sources }, log }: Who) => ({ db, now, sources, log });

async function viewOf({ app, ...asked }: Who, title: string): Promise<View> {
  try {
    return await findCard(app.db, title, placeOf({ app, ...asked }));
  } catch (error) {
    if (error instanceof UserError) return { kind: 'nothing', why: error };
    throw error;
  }
}

/** @throws UserError where there is nothing to show. */
function answerFor({ locale }: Who, title: string, view: View, silent: readonly Errand['source'][] = []): Answer {
  if (view.kind === 'card') return cardMessage(locale, view.card);
  if (view.kind === 'unsure') return suggestionsMessage(locale, title, view.suggestions, silent);
  if (silent.length === 0) throw view.why;
  throw new UserError('film.unknown.silent', { title: label(title, SHOWN_TITLE), sources: sourceNames(silent) });
}

async function withMore(asked: Who, card: Card): Promise<Answer> {
  const shown = cardMessage(asked.locale, card);
  const errands = await lookUpMore(deskOf(asked), card.film);
  if (errands.length === 0) return shown;
  return { ...shown, later: filling(asked, { filmId: card.film.id, left: new Waiting(errands), shown }) };
}

type Open = { left: Waiting; shown: Answer };

type Searching = Open & { title: string; search: Promise<View> };

/** What takes the place of an answer while sources are asked for a title: each change, and at last the truth. */
async function* following(asked: Who, { title, search, left, shown }: Searching): AsyncGenerator<Answer> {
  let last = shown;
  let view = await search;
  for (;;) {
    if (view.kind !== 'card') return yield atLast(asked, title, view, left.silent);
    const now = cardMessage(asked.locale, view.card);
    if (!isSame(now, last)) yield now;
    last = now;
    if (left.isOver) break;
    await left.next();
    view = await viewOf(asked, title);
  }
  const more = await lookUpMore(deskOf(asked), view.card.film);
  yield* filling(asked, { filmId: view.card.film.id, left: new Waiting(more), shown: last });
}

async function* filling(asked: Who, { filmId, left, shown }: Open & { filmId: string }): AsyncGenerator<Answer> {
  for (let last = shown; !left.isOver; ) {
    await left.next();
    const now = await cardNow(asked, filmId);
    if (!isSame(now, last)) yield now;
    if (now.private) return;
    last = now;
  }
}

/** The card as it is now, or why it is not shown any more: a source may tell that the film is for adults alone. */
async function cardNow(asked: Who, filmId: string): Promise<Answer> {
  try {
    return cardMessage(asked.locale, await openCard(asked.app.db, filmId, placeOf(asked)));
  } catch (error) {
    return toldAlone(asked, error);
  }
}

/** What is said when nobody found the film: to whoever asked alone. */
function atLast(asked: Who, title: string, view: View, silent: readonly Errand['source'][]): Answer {
  try {
    return answerFor(asked, title, view, silent);
  } catch (error) {
    return toldAlone(asked, error);
  }
}

/** @throws what is no UserError. */
function toldAlone({ locale }: Who, error: unknown): Answer {
  if (!(error instanceof UserError)) throw error;
  return { components: [display(say(locale, error.key, error.values))], private: true };
}

const isSame = (one: Answer, other: Answer) => JSON.stringify(one.components) === JSON.stringify(other.components);
