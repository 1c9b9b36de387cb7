import { eq, sql } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { keepFact, readFact } from '../../../db/facts.ts';
import { facts } from '../../../db/schema/index.ts';
import { FORMS, titleForms } from '../titles/forms.ts';
import { type CountedWords, countWords, KNOWN_VOTES } from './dictionary.ts';
import { writeWords } from './store.ts';

const FACT = 'title_forms';

const TITLES_AT_ONCE = 5000;
/** In a catalogue of more titles words count as in a large import: by how well known their film is. */
const MANY = 100_000;

type Title = { film_id: string; folded: string; title: string; votes: number | null };

/**
 * Works out again what the search keeps of every title and word where an older version of ours did, all or none. One
 * query where there is nothing to do. Safe when several processes start together.
 * @param onBegin is told how many titles there are before they are worked out.
 */
export async function renewForms(db: Db, onBegin: (titles: number) => void = () => {}): Promise<void> {
  if ((await readFact(db, FACT)) === FORMS) return;
  await db.transaction(async (tx) => {
    // whoever starts at the same time waits here
    await tx.insert(facts).values({ name: FACT, value: '' }).onConflictDoNothing();
    const [fact] = await tx.select({ value: facts.value }).from(facts).where(eq(facts.name, FACT)).for('update');
    if (fact?.value === FORMS) return;
    await renewAll(tx, onBegin);
    await keepFact(tx, FACT, FORMS);
  });
}

async function renewAll(tx: Db, onBegin: (titles: number) => void): Promise<void> {
  // no title comes in between: its words would be taken from the dictionary
  await tx.execute(sql`lock table film_titles, title_words in share row exclusive mode`);
  const titles = await tx.$count(sql`film_titles`);
  if (titles === 0) return;
  onBegin(titles);
  const words: CountedWords = new Map();
  let after = { film_id: '00000000-0000-0000-0000-000000000000', folded: '' };
  for (let rows = await titlesAfter(tx, after); rows.length > 0; rows = await titlesAfter(tx, after)) {
    await renew(tx, rows, words, titles > MANY);
    after = rows.at(-1) ?? after;
  }
  await tx.execute(sql`delete from title_words`);
  await writeWords(tx, words);
}

async function titlesAfter(tx: Db, { film_id, folded }: Pick<Title, 'film_id' | 'folded'>): Promise<Title[]> {
  return (await tx.execute(sql`
    select film_id, folded, title, votes from film_titles where (film_id, folded) > (${film_id}::uuid, ${folded})
    order by film_id, folded limit ${TITLES_AT_ONCE}`)) as unknown as Title[];
}

async function renew(tx: Db, rows: readonly Title[], words: CountedWords, isLarge: boolean): Promise<void> {
  const renewed = rows.map(({ film_id, folded, title, votes }) => {
    const forms = titleForms(title);
    countWords(words, { columns: forms, together: forms.together }, !isLarge || (votes ?? 0) >= KNOWN_VOTES);
    return { film_id, folded, tokens: forms.tokens.join(' '), squeezed: forms.squeezed, words: forms.words };
  });
  await tx.execute(sql`
    update film_titles t set tokens = n.tokens, squeezed = n.squeezed, words = n.words
    from json_populate_recordset(null::film_titles, ${JSON.stringify(renewed)}::text::json) n
    where n.film_id = t.film_id and n.folded = t.folded
      and (t.tokens, t.squeezed, t.words) is distinct from (n.tokens, n.squeezed, n.words)`);
}
