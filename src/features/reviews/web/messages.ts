import type { Message } from '../../../discord/message.ts';
import { button, buttonRow, display, selectRow } from '../../../discord/parts.ts';
import { route } from '../../../discord/routes.ts';
import { join, type Safe, safe } from '../../../lib/safe.ts';
import { type Locale, say, text } from '../../../texts/texts.ts';
import { filmLabel, filmName } from '../../films/messages.ts';
import { criticParts } from '../messages.ts';
import type { Kept } from '../reviews.ts';
import type { Choice, Proposal } from './proposals.ts';

export const filmRoute = route('imports/film/:keptId');
export const saveRoute = route('imports/save/:keptId');
export const cancelRoute = route('imports/cancel/:keptId');
export const undoRoute = route('imports/undo/:reviewId');

/** What of a page will be shown to everybody, for the person alone, before anything is saved. */
export function previewMessage(locale: Locale, choice: Choice, keptId: string): Message {
  const { filmId, seems, draft } = choice;
  const warning = seems === undefined ? [] : [say(locale, 'import.other-film', { title: seems })];
  const heading = safe`### ${say(locale, 'import.preview', { film: filmName(choice) })}`;
  return {
    components: [
      display(join([heading, ...warning, say(locale, 'import.preview.what')], '\n')),
      ...criticParts(locale, { id: '', filmId, ...draft.facts }),
      display(join(missing(locale, choice), '\n')),
      buttonRow(
        button(text(locale, 'import.save'), saveRoute.build({ keptId }), { primary: true }),
        button(text(locale, 'import.cancel'), cancelRoute.build({ keptId })),
      ),
    ],
  };
}

/** What is not shown, and why; what lies behind the curtain. */
function missing(locale: Locale, { draft: { facts } }: Choice): Safe[] {
  const noRating = facts.score === null ? [say(locale, 'import.no-rating')] : [];
  const why = facts.language === 'en' ? 'import.no-line' : 'import.no-line.language';
  const line = facts.openLine === null ? [say(locale, why)] : [say(locale, 'import.line')];
  return [...noRating, ...line];
}

/** The films that a page may be about, or those it reviews, to choose one from. */
export function chooseMessage(locale: Locale, { why, choices }: Proposal, keptId: string): Message {
  const options = choices.map((choice) => ({ label: filmLabel(choice), value: choice.filmId }));
  const question = say(locale, why === 'several' ? 'import.which.several' : 'import.which');
  return {
    components: [
      display(question),
      selectRow(text(locale, 'import.which.pick'), filmRoute.build({ keptId }), options),
      buttonRow(button(text(locale, 'import.cancel'), cancelRoute.build({ keptId }))),
    ],
  };
}

/** What became of a review that was saved; one that is new can be taken back. */
export function savedMessage(locale: Locale, choice: Choice, { outcome, id }: Kept): Message {
  const film = filmName(choice);
  if (outcome !== 'imported')
    return {
      components: [display(say(locale, outcome === 'completed' ? 'import.completed' : 'import.there', { film }))],
    };
  return {
    components: [
      display(say(locale, 'import.saved', { film })),
      buttonRow(button(text(locale, 'import.undo'), undoRoute.build({ reviewId: id }))),
    ],
  };
}
