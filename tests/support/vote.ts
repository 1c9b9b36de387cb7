import { sql } from 'drizzle-orm';
import { type Club, createClub, joinClub, loadClub } from '../../src/features/clubs/clubs.ts';
import { updateClub } from '../../src/features/clubs/queries.ts';
import { openPoll, type Poll, type PollWish } from '../../src/features/polls/polls.ts';
import { openRound } from '../../src/features/rounds/rounds.ts';
import type { Desk } from '../../src/jobs/names.ts';
import { newId } from '../../src/lib/ids.ts';

const GUILD = '1323802873036800010';
const CHANNEL = '1323802873036800013';

/** A person by a number, as a rule's `Person` and `Voter`. */
export function person(number: number) {
  return { userId: String(1_000 + number), roles: [], ownsServer: false, moderates: false };
}

let clubs = 0;

/** A club of so many members, number 0 its host, in which nothing carries over. */
export async function makeClub(desk: Desk, members: number): Promise<Club> {
  return desk.db.transaction(async (tx) => {
    const place = { guildId: GUILD, channelId: CHANNEL, userId: person(0).userId };
    const club = await createClub(tx, { ...place, name: `Club ${++clubs}`, zone: 'Europe/Berlin' }, desk.now());
    for (let number = 1; number < members; number++) await joinClub(tx, club, person(number).userId, desk.now());
    await updateClub(tx, { guildId: GUILD, clubId: club.id }, { settings: { carryOver: 0 } });
    return loadClub(tx, { guildId: GUILD, clubId: club.id });
  });
}

/** A poll of a club on so many new films. */
export async function makePoll(desk: Desk, club: Club, films: number, wish: PollWish = {}): Promise<Poll> {
  await desk.db.transaction(async (tx) => {
    const round = await openRound(tx, desk, club);
    for (let index = 0; index < films; index++) {
      const [filmId, at] = [newId(), desk.now().toISOString()];
      await tx.execute(sql`insert into films (id, title, year, source, fetched_at)
        values (${filmId}, ${`Film ${index + 1}`}, 2000, 'test', ${at})`);
      await tx.execute(sql`insert into guild_films (guild_id, film_id, film_scope) values (${GUILD}, ${filmId}, '0')`);
      await tx.execute(sql`insert into nominations (guild_id, id, round_id, film_id, state, waiting_since, origin)
        values (${GUILD}, ${newId()}, ${round.id}, ${filmId}, 'open', ${at}, 'member')`);
    }
  });
  return openPoll(desk, club, person(0), wish);
}
