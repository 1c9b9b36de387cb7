import type { Db } from '../../../db/db.ts';
import { readQuery } from '../titles/query.ts';
import { type Look, MORE_BY_WORDS, titlesWorded } from './candidates.ts';
import { namesCorrected } from './corrected.ts';
import { firstLook } from './first.ts';
import type { FilmHit } from './hits.ts';
import { foundFilms } from './known.ts';
import { Search } from './under-way.ts';
import { waysAsTyped, waysAtWidest, waysByLongest, waysWithoutOne, waysWithSlip } from './ways.ts';

type Asked = { text: string; guildId?: string | undefined; limit: number };

/** The films that a typed text may mean, best first. */
export async function findFilms(db: Db, { text, guildId, limit }: Asked): Promise<FilmHit[]> {
  const query = readQuery(text);
  if (query.readings.length === 0) return [];
  const { dictionary, named } = await firstLook(db, guildId, query);
  const search = new Search(query, dictionary);
  search.add(named);
  const titles = search.titles;
  const look = async (asked: Look) => search.add(await titlesWorded(db, guildId, asked));
  const corrected = titles.flatMap((reading) => namesCorrected(dictionary, reading));
  await look({
    ways: (search.isCalledSo() ? waysAsTyped : waysWithSlip)(dictionary, titles),
    famousOnly: search.isFull(limit),
    corrected,
  });
  if (search.isWeak() && !search.isCalled(corrected)) {
    await search.addFar(db);
    const ways = [...waysAtWidest(dictionary, titles), ...waysWithoutOne(dictionary, titles)];
    await look({ ways, most: MORE_BY_WORDS });
    if (search.isPoor()) await look({ ways: waysByLongest(dictionary, titles), most: MORE_BY_WORDS });
  }
  const { ids, peopled } = search.best(limit);
  return search.rank(await foundFilms(db, guildId, ids, peopled)).slice(0, limit);
}
