import type { Db } from '../../../db/db.ts';
import { readQuery } from '../titles/query.ts';
import { type Look, MORE_BY_WORDS, titlesWorded } from './candidates.ts';
import { namesCorrected } from './corrected.ts';
import { firstLook } from './first.ts';
import type { FilmHit } from './hits.ts';
import { type Asking, foundFilms } from './known.ts';
import { Search } from './under-way.ts';
import { waysAsTyped, waysAtWidest, waysByLongest, waysWithoutOne, waysWithSlip } from './ways.ts';

type Asked = Asking & { text: string; limit: number };

/** The films that a typed text may mean, best first: everybody's, and those of the server that asks. */
export async function findFilms(db: Db, { text, limit, ...asking }: Asked): Promise<FilmHit[]> {
  const query = readQuery(text);
  if (query.readings.length === 0) return [];
  const { dictionary, named, isEnough } = await firstLook(db, asking.guildId, query);
  const search = new Search(query, dictionary);
  search.add(named);
  if (!isEnough) await lookOn(db, asking.guildId, search, limit);
  const { ids, peopled } = search.best(limit);
  return search.rank(await foundFilms(db, asking, ids, peopled)).slice(0, limit);
}

/** Looks for titles called nearly so, then for those that have the words, then ever wider while nothing fits well. */
async function lookOn(db: Db, guildId: string | undefined, search: Search, limit: number): Promise<void> {
  const { dictionary, titles } = search;
  const look = async (asked: Look) => search.add(await titlesWorded(db, guildId, asked));
  const corrected = titles.flatMap((reading) => namesCorrected(dictionary, reading));
  const ways = (search.isCalledSo() ? waysAsTyped : waysWithSlip)(dictionary, titles);
  const nearly = search.isTelling() && corrected.length > 0;
  if (nearly) {
    await look({ ways, famousOnly: true, corrected });
    if (search.isCalled(corrected)) return;
  }
  await look({ ways, famousOnly: search.isFull(limit), corrected: nearly ? [] : corrected });
  if (!search.isWeak() || search.isCalled(corrected)) return;
  await search.addFar(db);
  const wider = [...waysAtWidest(dictionary, titles), ...waysWithoutOne(dictionary, titles)];
  await look({ ways: wider, most: MORE_BY_WORDS });
  if (search.isPoor()) await look({ ways: waysByLongest(dictionary, titles), most: MORE_BY_WORDS });
}
