import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { leaveClub } from '../../../src/features/clubs/clubs.ts';
import { keepForLater } from '../../../src/features/nominations/later.ts';
import { removeNomination, repoint, restoreNomination } from '../../../src/features/nominations/mending.ts';
import { nominateFilm } from '../../../src/features/nominations/nominate.ts';
import { takeVetoBack, veto, withdraw } from '../../../src/features/nominations/withdraw.ts';
import { cancelPoll, castBallot, closePoll, openPoll } from '../../../src/features/polls/polls.ts';
import { openRound, passTurn } from '../../../src/features/rounds/rounds.ts';
import { testDatabase } from '../../support/database.ts';
import { runs } from '../../support/runs.ts';
import { bench, film, foundClub } from './scene.ts';

const { db } = await testDatabase();
const MEMBERS = ['100', '1', '2', '3', '4', '5'];
const HOST = { userId: '100', ownsServer: false, moderates: false };
const LIMIT = 3;

const films = await Promise.all(Array.from({ length: 8 }, (_, i) => film(db, `Film ${i}`)));

const act = fc.record({
  what: fc.constantFrom(
    'nominate',
    'nominate',
    'nominate',
    'withdraw',
    'veto',
    'unveto',
    'remove',
    'restore',
    'repoint',
    'later',
    'open',
    'close',
    'cancel',
    'pass',
    'vote',
  ),
  who: fc.constantFrom(...MEMBERS),
  film: fc.integer({ min: 0, max: films.length - 1 }),
  nth: fc.nat({ max: 30 }),
});
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

type Row = Record<string, unknown>;
const rows = async (query: ReturnType<typeof sql>) => [...((await db.execute(query)) as unknown as Iterable<Row>)];

test('whatever members and hosts do at once, every act is done or refused with a sentence, and what stands is sound', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(act, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      async (waves, rotation) => {
        const desk = bench(db);
        const club = await foundClub(db, {
          members: MEMBERS.slice(1),
          veto: true,
          nominations: LIMIT,
          rotation,
          films: 2,
          carryOver: 2,
        });
        const { guildId } = club;
        const pick = async (table: 'nominations' | 'polls', nth: number) => {
          const found = await rows(sql`select id from ${sql.raw(table)} where guild_id = ${guildId} order by id`);
          return String(found[nth % Math.max(1, found.length)]?.id ?? crypto.randomUUID());
        };
        const doing = async ({ what, who, film: index, nth }: Act): Promise<unknown> => {
          const filmId = films[index] ?? '';
          const key = { guildId, nominationId: await pick('nominations', nth) };
          const poll = { guildId, pollId: await pick('polls', nth) };
          switch (what) {
            case 'nominate':
              return nominateFilm(desk, club, { userId: who, filmId });
            case 'withdraw':
              return withdraw(desk, key, who);
            case 'veto':
              return veto(desk, key, who);
            case 'unveto':
              return takeVetoBack(desk, key, who);
            case 'remove':
              return removeNomination(desk, key, HOST);
            case 'restore':
              return restoreNomination(desk, key, HOST);
            case 'repoint':
              return repoint(desk, key, HOST, filmId);
            case 'later':
              return keepForLater(db, club, { userId: who, filmId }, desk.now());
            case 'open':
              return openPoll(desk, club, HOST, { method: 'approval' });
            case 'close':
              return closePoll(desk, poll, HOST);
            case 'cancel':
              return cancelPoll(desk, poll, HOST);
            case 'vote':
              return castBallot(desk, poll, { userId: who, roles: [] });
            case 'pass':
              return db.transaction(async (tx) => passTurn(tx, desk, await openRound(tx, desk, club), true));
          }
        };
        for (const wave of waves) {
          const done = await Promise.allSettled(wave.map(doing));
          for (const one of done) if (one.status === 'rejected' && !(one.reason instanceof UserError)) throw one.reason;
          desk.pass(1);
        }
        await leaveClub(desk, club, '5');
        const two = await rows(sql`select film_id from nominations where guild_id = ${guildId} and state = 'open'
          group by round_id, film_id having count(*) > 1`);
        expect(two).toEqual([]);
        const orphans = await rows(sql`select id from nominations n where guild_id = ${guildId} and state = 'open'
          and origin = 'member' and not exists (select from nominators p where p.nomination_id = n.id)`);
        expect(orphans).toEqual([]);
        const offBallot = await rows(sql`select n.id from poll_films f join polls p on p.id = f.poll_id
          join nominations n on n.id = f.nomination_id
          where p.guild_id = ${guildId} and p.state = 'open' and (n.state <> 'open' or n.round_id <> p.round_id)`);
        expect(offBallot).toEqual([]);
        const polling = await rows(sql`select id from rounds r where guild_id = ${guildId} and
          (state = 'polling') <> exists (select from polls p where p.round_id = r.id and p.state = 'open')`);
        expect(polling).toEqual([]);
      },
    ),
    { numRuns: runs(300) },
  );
});
