import type { APIButtonComponent, APIMessageTopLevelComponent } from 'discord.js';
import type { Message } from '../../discord/message.ts';
import { type ButtonRow, button, buttonRow, display } from '../../discord/parts.ts';
import { route } from '../../discord/routes.ts';
import { join, link, type Safe, safe } from '../../lib/safe.ts';
import { label } from '../../lib/text.ts';
import { curtain } from '../../spoilers/markup.ts';
import { type Locale, say, text } from '../../texts/texts.ts';
import { hiddenWords, memberParts, seenRow } from './member/messages.ts';
import type { CriticReview, MembersView } from './reviews.ts';

export const openRoute = route('reviews/open/:filmId');
export const clubRoute = route('reviews/club/:filmId');
export const pageRoute = route('reviews/page/:filmId/:page');

/** Reviews on one page: inside Discord's 40 components, 4000 characters and undocumented size, in Korean too. */
export const PAGE_SIZE = 3;

const NAME_LIMIT = 60;
const OPEN_LINE_LIMIT = 200;
const EXCERPT_LIMIT = 500;
/** A longer address is left out: several of them would not fit one message. */
const URL_LIMIT = 250;

/** "Reviews", for any message about a film: answered privately. */
export function reviewsButton(locale: Locale, filmId: string): APIButtonComponent {
  return button(text(locale, 'card.reviews'), openRoute.build({ filmId }));
}

/** "Our club", for any message about a film: answered privately. */
export function clubButton(locale: Locale, filmId: string): APIButtonComponent {
  return button(text(locale, 'card.our-club'), clubRoute.build({ filmId }), { primary: true });
}

/** One critic on one line: "8 / 10 (80) Steven C.", linked to the page where it stands; "Steven C. · no rating". */
export function criticLine(locale: Locale, review: CriticReview): Safe {
  const name = label(review.author ?? review.site ?? text(locale, 'reviews.unsigned'), NAME_LIMIT);
  const linked = review.url && review.url.length <= URL_LIMIT ? link(name, review.url) : name;
  const rated = rating(locale, review);
  return rated ? join([rated, linked], ' ') : join([linked, say(locale, 'reviews.unrated')], ' · ');
}

/** The rating as written, with its score: "3.50 / 5 (70)", "B- (58)", "85% (85)". */
function rating(locale: Locale, { ratingValue, ratingScale, score }: CriticReview): Safe | undefined {
  if (ratingValue === null || score === null) return undefined;
  return say(locale, 'card.rating', { rating: asWritten(ratingValue, ratingScale), score });
}

function asWritten(value: string, scale: string | null): string {
  if (scale === 'percent') return `${value}%`;
  if (scale === 'thumbs') return value === 'sideways' ? '👍👎' : value === 'up' ? '👍' : '👎';
  return scale === null || scale === 'letter' ? value : `${value} / ${scale}`;
}

/** What a page of reviews is made of. `page` counts from 1. */
export type ReviewsPage = {
  film: Safe;
  filmId: string;
  critics: readonly CriticReview[];
  members: MembersView;
  page: number;
};

/** How many pages a film's reviews take for one person. */
export function pagesOf({ critics, members }: Pick<ReviewsPage, 'critics' | 'members'>): number {
  const count = critics.length + members.entries.length + (members.yours ? 1 : 0);
  return Math.max(1, Math.ceil(count / PAGE_SIZE));
}

/**
 * A page of a film's reviews, for one person: the members' first, as far as they may be read, then the critics'. Rating,
 * name and open line are in the open, everybody's other words behind a curtain.
 */
export function reviewsMessage(locale: Locale, shown: ReviewsPage): Message {
  const { film, filmId, critics, members, page } = shown;
  const { yours, entries } = members;
  const all = [
    ...(yours ? [() => memberParts(locale, filmId, yours, { isOwn: true })] : []),
    ...entries.map((entry) => () => memberParts(locale, filmId, entry)),
    ...critics.map((review) => () => criticParts(locale, review)),
  ];
  const nothing = all.length === 0 && members.raters.length === 0;
  const heading = nothing ? say(locale, 'reviews.none', { film }) : safe`### ${say(locale, 'reviews.title', { film })}`;
  const pages = pagesOf(shown);
  const parts = all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).flatMap((write) => write());
  const turn = pages > 1 ? [turner(locale, filmId, page, pages)] : [];
  return {
    components: [
      display(join([heading, ...hiddenWords(locale, members)], '\n')),
      ...parts,
      ...turn,
      ...seenRow(locale, filmId, members),
    ],
  };
}

/** A critic's review: what may be seen in the open, the excerpt behind a curtain. */
export function criticParts(locale: Locale, review: CriticReview): APIMessageTopLevelComponent[] {
  return curtain(inTheOpen(locale, review), review.excerpt ?? '', { limit: EXCERPT_LIMIT });
}

function inTheOpen(locale: Locale, review: CriticReview): Safe {
  const place = [review.author ? review.site : null, review.published].flatMap((part) =>
    part ? [label(part, NAME_LIMIT)] : [],
  );
  const first = join([criticLine(locale, review), ...place], ' · ');
  return review.openLine ? join([first, safe`“${label(review.openLine, OPEN_LINE_LIMIT)}”`], '\n') : first;
}

function turner(locale: Locale, filmId: string, page: number, pages: number): ButtonRow {
  const to = (label: string, target: number) =>
    button(label, pageRoute.build({ filmId, page: String(target) }), { disabled: target < 1 || target > pages });
  const where = button(text(locale, 'reviews.page', { page, pages }), 'reviews/here', { disabled: true });
  return buttonRow(to(text(locale, 'reviews.previous'), page - 1), where, to(text(locale, 'reviews.next'), page + 1));
}
