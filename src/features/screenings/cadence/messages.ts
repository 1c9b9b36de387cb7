import type { Message } from '../../../discord/message.ts';
import { display } from '../../../discord/parts.ts';
import type { Notice } from '../../../discord/publish.ts';
import { moment } from '../../../lib/moment.ts';
import { join, type Safe, safe } from '../../../lib/safe.ts';
import { type Locale, say } from '../../../texts/texts.ts';
import type { Club } from '../../clubs/clubs.ts';
import { duration } from '../../polls/messages.ts';
import type { Round } from '../../rounds/rounds.ts';
import type { CadenceView } from './cadence.ts';
import type { CycleNews } from './telling.ts';

const SHOWN_SKIPS = 10;

/** A club's cadence, its next nights, and what goes on by itself. */
export function cadenceMessage(locale: Locale, { club, cadence, nights }: CadenceView): Message {
  const heading = safe`### ${say(locale, 'screenings.cadence', { club: club.name })}`;
  const lines = cadence
    ? ruleLines(locale, cadence, nights)
    : [say(locale, 'screenings.cadence.none', { club: club.name })];
  const { name, lostZone: zone } = club;
  const lost = zone === undefined ? [] : [say(locale, 'clubs.zone.lost', { club: name, zone })];
  return { components: [display(join([heading, ...lost, ...lines, autoLine(locale, club)], '\n'))] };
}

function ruleLines(locale: Locale, cadence: NonNullable<CadenceView['cadence']>, nights: readonly Date[]): Safe[] {
  const skipped = cadence.skipped.slice(0, SHOWN_SKIPS).join(', ');
  const more = cadence.skipped.length > SHOWN_SKIPS ? '…' : '';
  return [
    say(locale, 'screenings.cadence.rule', { words: cadence.words }),
    ...nights.map((night, index) => safe`${index + 1}. ${moment(night, 'F')} (${moment(night, 'R')})`),
    ...(skipped ? [say(locale, 'screenings.cadence.skipped', { days: `${skipped}${more}` })] : []),
  ];
}

function autoLine(locale: Locale, { settings }: Club): Safe {
  const { auto, nominatingHours, pollHours, ratingHours } = settings;
  return auto
    ? say(locale, 'screenings.auto.on', { nominatingHours, pollHours, ratingHours })
    : say(locale, 'screenings.auto.off');
}

/** How a round goes on by itself. */
export function cycleNotice(locale: Locale, club: Club, { number }: Round, news: CycleNews): Notice {
  const named = { club: club.name, number };
  if (news.what === 'late') {
    return {
      content: say(locale, 'screenings.cycle.late', { ...named, late: duration(locale, news.lateMs ?? 0) }),
      quiet: true,
    };
  }
  if (news.what === 'no-zone')
    return { content: say(locale, 'screenings.cycle.no-zone', { ...named, zone: club.lostZone ?? club.zone }) };
  if (news.what === 'no-night') return { content: say(locale, 'screenings.cycle.no-night', named) };
  const until = new Date(news.until ?? 0);
  const parts = { ...named, at: moment(until, 'F'), relative: moment(until, 'R'), films: club.settings.films };
  if (news.what === 'called-off') {
    const next = moment(new Date(news.next ?? 0), 'F');
    return { content: say(locale, 'screenings.cycle.called-off', { ...parts, next }) };
  }
  if (news.what === 'longer') return { content: say(locale, 'screenings.cycle.longer', parts), quiet: true };
  const late = news.lateMs ? [say(locale, 'screenings.late', { late: duration(locale, news.lateMs) })] : [];
  return { content: join([say(locale, 'screenings.cycle.open', parts), ...late], '\n') };
}
