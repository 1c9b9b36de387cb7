import type { Db } from '../../db/db.ts';
import { type Club, findMember, isHost, keyOf, type Person } from '../clubs/clubs.ts';
import { type Standing, standingOf } from '../setup/setup.ts';
import type { Role } from './rules.ts';

/** What a club is to a person at this moment. */
export type Situation = { club: Club; role: Role; standing: Standing };

export async function situationOf(db: Db, club: Club, person: Person): Promise<Situation> {
  const [member, host, standing] = await Promise.all([
    findMember(db, keyOf(club), person.userId),
    isHost(db, club, person),
    standingOf(db, club),
  ]);
  return { club, role: host ? 'host' : member ? 'member' : 'stranger', standing };
}
