import { standingClock } from '../../../src/rehearsal/clock.ts';
import type { Seen } from '../../../src/rehearsal/player/result.ts';
import { openStage, type Stage } from '../../../src/rehearsal/stage.ts';
import { must } from '../../support/club.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { type Deeds, membersOf, PEOPLE } from './members.ts';

/** The moments of a night after which the bot can be taken down, told by what is posted. */
type Moment = 'poll' | 'night' | 'rate';
/** The bot is down for so many days after a moment of a night. */
type Downtime = { night: number; after: Moment; days: number };

export type Season = {
  zone: string;
  /** When the stage's clock starts. */
  begins: string;
  nights: number;
  downtimes: readonly Downtime[];
};

/** A message as it reached the channel, or a private conversation, at first. */
type Arrived = { id: string; at: number; channelId: string; text: string };

export type Played = {
  stage: Stage;
  database: TestDatabase;
  arrived: readonly Arrived[];
  /** From when to when (epoch ms) the bot was down. */
  down: { from: number; to: number }[];
  guildId: string;
  clubId: string;
};

const CLUB = 'Season Club';
/** Says that they come to one night alone, while nobody listens. */
const LAST = 'm9';
/** Members look in twice a day. */
const LOOK = '12h';
const MOMENTS: readonly [Moment | 'open' | 'day' | 'talk', RegExp][] = [
  ['open', /, round (\d+): put films forward/],
  ['poll', /, poll (\d+): vote on/],
  ['night', /, night (\d+):.*\n.*\nNobody has said yet/],
  ['day', /, night (\d+): .* begins .*, /],
  ['rate', /, night (\d+): how was (.*)\? Press/],
  ['talk', /talks about it, ending and all/],
];

/**
 * Plays a season of a club that runs by itself: its members do what they are asked to, the host nothing but to found it
 * and, when the last night has begun, to end it.
 */
export async function playSeason({ zone, begins, nights, downtimes }: Season): Promise<Played> {
  const database = await testDatabase();
  const clock = standingClock(new Date(begins));
  const arrived: Arrived[] = [];
  const stage = await openStage({
    clock,
    quiet: true,
    members: PEOPLE.length,
    limits: false,
    delivered: (what) => {
      if (!('message' in what) || what.kind !== 'message') return;
      const { id, createdAt: at, channelId, content, components, type, interactionId } = what.message;
      if (type !== undefined || interactionId !== null) return;
      arrived.push({ id, at, channelId, text: content || JSON.stringify(components) });
    },
  });
  const problem = await stage.startBot({ DATABASE_URL: database.url, LOG_LEVEL: 'warn' });
  if (problem) throw new Error(problem);
  const members = membersOf(7);
  const planned = new Map<string, string>();
  const down: Played['down'] = [];
  let agenda: { at: number; deeds: Deeds }[] = [];
  let next: Downtime | undefined;

  const act = async (deeds: Deeds) => {
    const results = (await stage.playTogether(deeds)).flat();
    const wrong = results.filter(({ error, refused }) => error !== null || refused.length > 0);
    if (wrong.length > 0) throw new Error(JSON.stringify({ wrong, deeds }));
    // Steps that are played together end before what they caused is done.
    const problem = await stage.idle();
    if (problem) throw new Error(problem);
  };
  const ballot = async (): Promise<string[]> => {
    const rows = await database.sql<
      { film: string }[]
    >`select f.title || ' (' || f.year || ')' as film from poll_films b
      join polls p on p.guild_id = b.guild_id and p.id = b.poll_id and p.state = 'open'
      join nominations n on n.guild_id = b.guild_id and n.id = b.nomination_id join films f on f.id = n.film_id order by 1`;
    return rows.map(({ film }) => film);
  };
  const answer = async ({ id, text }: Seen) => {
    for (const [moment, words] of MOMENTS) {
      const found = words.exec(text);
      if (!found) continue;
      const number = Number(found[1]);
      next ??= downtimes.find(({ night, after }) => night === number && after === moment);
      if (moment === 'open') await act(members.nominate());
      if (moment === 'poll') await act(members.vote(id, await ballot()));
      if (moment === 'night') {
        planned.set(String(number), id);
        await act(members.answer(id));
      }
      if (moment === 'day') await act(members.changeMinds(id));
      if (moment === 'talk') await act(members.talk(id));
      if (moment === 'rate') {
        const { now, tomorrow } = members.rate(id, found[2] ?? '');
        agenda.push({
          at: clock.now() + 86_400_000,
          deeds: [...tomorrow, ...members.note(planned.get(String(number)) ?? '')],
        });
        // Before a downtime somebody has not rated yet.
        await act(next ? now.slice(1) : now);
      }
      return;
    }
  };
  const attend = async (seen: readonly Seen[]) => {
    for (const one of seen)
      if (one.kind === 'message' && one.visibleTo === 'everyone' && one.channel === '#film-club') await answer(one);
    const due = agenda.filter(({ at }) => at <= clock.now());
    agenda = agenda.filter(({ at }) => at > clock.now());
    for (const { deeds } of due) await act(deeds);
  };
  const takeDown = async ({ after, days }: Downtime) => {
    next = undefined;
    const from = clock.now();
    await must(stage, { stop: true });
    // Somebody answers on Discord's event, where the bot cannot hear it.
    if (after === 'night') await must(stage, { as: LAST, rsvp: true });
    await must(stage, { advance: `${days}d` });
    down.push({ from, to: clock.now() });
    await attend((await must(stage, { start: true })).seen);
  };

  await must(stage, { as: 'host', type: `/club create name:${CLUB} zone:${zone}` });
  for (const as of PEOPLE.slice(1)) await must(stage, { as, type: `/club join name:${CLUB}` });
  const begun = await must(stage, { as: 'host', type: '/screening cadence rule:every second Friday 8pm auto:True' });
  await attend(begun.seen);
  const counted = async (state: string) =>
    Number((await database.sql`select count(*) from screenings where state = ${state}`)[0]?.count);
  const recaps = async () =>
    Number(
      (await database.sql`select count(*) from posts where kind = 'recaps/night' and sent_at is not null`)[0]?.count,
    );
  let isEnding = false;
  for (let looks = 0; (await recaps()) < nights; looks++) {
    if (looks > nights * 40) throw new Error(`${await recaps()} recaps of ${nights} after ${looks} looks`);
    if (next) await takeDown(next);
    await attend((await must(stage, { advance: LOOK })).seen);
    if (isEnding || (await counted('over')) + (await counted('planned')) < nights) continue;
    isEnding = true;
    await must(stage, { as: 'host', type: '/screening cadence auto:False' });
  }
  const [club] = await database.sql<{ guild_id: string; id: string }[]>`select guild_id, id from clubs`;
  return { stage, database, arrived, down, guildId: club?.guild_id ?? '', clubId: club?.id ?? '' };
}
