import type { Notice } from '../../discord/publish.ts';
import { mention, moment } from '../../lib/moment.ts';
import { type Locale, say } from '../../texts/texts.ts';
import type { Club } from '../clubs/clubs.ts';
import type { Round } from './rounds.ts';

/** Whose turn it is to propose: the one person whose phone may ring. */
export function turnNotice(locale: Locale, club: Club, { number, pickerId, pickerUntil }: Round): Notice | undefined {
  if (!pickerId || !pickerUntil) return undefined;
  const parts = { club: club.name, number, picker: mention(pickerId), until: moment(pickerUntil, 'F') };
  return { content: say(locale, 'rounds.turn', parts), pings: { users: [pickerId] } };
}

/** That everybody may propose from now on. */
export function openNotice(locale: Locale, club: Club, round: Round, missed: boolean): Notice {
  const parts = { club: club.name, number: round.number, picker: mention(round.pickerId ?? '') };
  return { content: say(locale, missed ? 'rounds.turn.missed' : 'rounds.turn.over', parts), quiet: true };
}
