import type { Form } from '../../../discord/form.ts';
import type { Message } from '../../../discord/message.ts';
import { button, buttonRow, display, selectRow } from '../../../discord/parts.ts';
import { route } from '../../../discord/routes.ts';
import { mention } from '../../../lib/moment.ts';
import { join, type Safe, safe } from '../../../lib/safe.ts';
import { label } from '../../../lib/text.ts';
import { ownBars, withoutBars } from '../../../spoilers/markup.ts';
import { type Locale, say, text } from '../../../texts/texts.ts';
import type { FilmHit } from '../../films/films.ts';
import { isChoosing } from '../../rounds/rounds.ts';
import type { NominationView } from '../list/list.ts';
import { listRoute, wanted } from '../list/messages.ts';
import { filmSelect, strong } from '../messages.ts';
import type { Nomination } from '../nominations.ts';

export const withdrawRoute = route('nominations/withdraw/:nominationId');
export const vetoRoute = route('nominations/veto/:nominationId');
export const unvetoRoute = route('nominations/unveto/:nominationId');
export const removeRoute = route('nominations/remove/:nominationId');
export const restoreRoute = route('nominations/restore/:nominationId');
export const hushRoute = route('nominations/hush/:nominationId');
export const mendRoute = route('nominations/mend/:nominationId');
export const mendToRoute = route('nominations/mend-to/:nominationId');
export const searchRoute = route('nominations/search/:nominationId');

/** Pitches of one nomination, each at its longest, that fit one message. */
const PITCHES = 8;
const PITCH = 320;
const OPTION = 100;
const TITLE_LIMIT = 300;

/** One nomination with all its pitches, and what the person can do with it. */
export function nominationMessage(locale: Locale, view: NominationView): Message {
  const { nomination, round, onBallot } = view;
  const pitches = nomination.nominators.flatMap(({ userId, pitch }) => (pitch ? [{ userId, pitch }] : []));
  const lines = [
    safe`### ${nomination.label}`,
    wanted(locale, nomination),
    ...(onBallot ? [say(locale, 'nominations.list.polling')] : []),
    ...pitches
      .slice(0, PITCHES)
      .map(({ userId, pitch }) => join([mention(userId), safe`> ${ownBars(pitch, PITCH)}`], '\n')),
  ];
  return {
    components: [
      display(join(lines, '\n')),
      ...(view.keeps && pitches.length > 0 ? [pitchSelect(locale, nomination.id, pitches)] : []),
      buttonRow(...actions(locale, view), back(locale, round.id)),
    ],
  };
}

function actions(locale: Locale, { nomination, round, canWithdraw, canVeto, keeps, onBallot }: NominationView) {
  const ids = { nominationId: nomination.id };
  const stands = nomination.state === 'open' && isChoosing(round.state);
  return [
    ...(canWithdraw ? [button(text(locale, 'nominations.one.withdraw'), withdrawRoute.build(ids))] : []),
    ...(canVeto ? [button(text(locale, 'nominations.one.veto'), vetoRoute.build(ids))] : []),
    ...(keeps && stands && !onBallot ? [button(text(locale, 'nominations.one.remove'), removeRoute.build(ids))] : []),
    ...(keeps && stands ? [button(text(locale, 'nominations.one.mend'), mendRoute.build(ids))] : []),
  ];
}

/** A select knows no names of people: a pitch is chosen by its words. */
function pitchSelect(locale: Locale, nominationId: string, pitches: readonly { userId: string; pitch: string }[]) {
  const options = pitches.slice(0, 25).map(({ userId, pitch }) => ({
    label: label(withoutBars(pitch), OPTION),
    value: userId,
  }));
  return selectRow(text(locale, 'nominations.one.pitch'), hushRoute.build({ nominationId }), options);
}

/** What was done, with the way back to the list and, where there is one, out of it. */
export function doneMessage(locale: Locale, words: Safe, roundId: string, undo?: string): Message {
  const buttons = [...(undo ? [button(text(locale, 'nominations.undo'), undo)] : []), back(locale, roundId)];
  return { components: [display(words), buttonRow(...buttons)] };
}

/** The question which film is meant instead: those of the same name, or what was searched. */
export function mendMessage(
  locale: Locale,
  { id, label: film, roundId }: Pick<Nomination, 'id' | 'label' | 'roundId'>,
  films: readonly FilmHit[],
): Message {
  const ids = { nominationId: id };
  return {
    components: [
      display(say(locale, 'nominations.mend.ask', { film: strong(film) })),
      ...(films.length > 0 ? [filmSelect(text(locale, 'nominations.mend.pick'), mendToRoute.build(ids), films)] : []),
      buttonRow(button(text(locale, 'nominations.mend.search'), searchRoute.build(ids)), back(locale, roundId)),
    ],
  };
}

/** The form that looks for the right film. */
export function searchForm(locale: Locale, nominationId: string): Form {
  return {
    title: text(locale, 'nominations.mend.form'),
    customId: searchRoute.build({ nominationId }),
    fields: [
      {
        kind: 'line',
        id: 'title',
        label: text(locale, 'nominations.mend.title'),
        required: true,
        maxLength: TITLE_LIMIT,
      },
    ],
  };
}

function back(locale: Locale, roundId: string) {
  return button(text(locale, 'nominations.back'), listRoute.build({ roundId, page: '0' }));
}
