import type { APIButtonComponent, APIMessageTopLevelComponent } from 'discord.js';
import type { Message } from '../../discord/message.ts';
import { type ButtonRow, button, buttonRow, display } from '../../discord/parts.ts';
import { route } from '../../discord/routes.ts';
import { join, link, type Safe, safe } from '../../lib/safe.ts';
import { label } from '../../lib/text.ts';
import { curtain } from '../../spoilers/markup.ts';
import { type Locale, say, text } from '../../texts/texts.ts';
import type { CriticReview } from './reviews.ts';

export const openRoute = route('reviews/open/:filmId');
export const pageRoute = route('reviews/page/:filmId/:page');

/** Reviews on one page: with three texts each, well inside Discord's 40 components and 4000 characters. */
export const PAGE_SIZE = 3;

const NAME_LIMIT = 60;
const OPEN_LINE_LIMIT = 200;
const EXCERPT_LIMIT = 600;
/** A longer address is left out: several of them would not fit one message. */
const URL_LIMIT = 250;

/** "Reviews", for any message about a film: answered privately. */
export function reviewsButton(locale: Locale, filmId: string): APIButtonComponent {
  return button(text(locale, 'card.reviews'), openRoute.build({ filmId }));
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
  return scale === null || scale === 'letter' ? value : `${value} / ${scale}`;
}

/**
 * A page of a film's reviews, for one person: rating, critic, day and open line in the open, the critics' own words
 * behind a curtain. `page` counts from 1.
 */
export function reviewsMessage(
  locale: Locale,
  film: Safe,
  filmId: string,
  reviews: readonly CriticReview[],
  page: number,
): Message {
  const pages = Math.max(1, Math.ceil(reviews.length / PAGE_SIZE));
  const heading =
    reviews.length === 0 ? say(locale, 'reviews.none', { film }) : safe`### ${say(locale, 'reviews.title', { film })}`;
  const shown = reviews.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const components: APIMessageTopLevelComponent[] = [
    display(heading),
    ...shown.flatMap((review) => curtain(inTheOpen(locale, review), review.excerpt ?? '', { limit: EXCERPT_LIMIT })),
    ...(pages > 1 ? [turner(locale, filmId, page, pages)] : []),
  ];
  return { components };
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
