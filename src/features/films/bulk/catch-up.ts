import { FILLED, next, type Queries } from './next.ts';

/**
 * Makes the next tables hold what the live ones hold by now: others may have written since they were brought over. Films
 * of the import are those that have no title in the live tables.
 * @param sql a transaction in which nobody else writes to the live tables.
 */
export async function catchUp(sql: Queries): Promise<void> {
  // a look-up has brought the same film meanwhile: people may have used that one already
  await sql.unsafe(`delete from films f using ${next('film_external_ids')} n, film_external_ids l
    where n.source = l.source and n.external_id = l.external_id and n.film_id <> l.film_id and f.id = n.film_id`);
  for (const [table, key] of Object.entries(FILLED)) {
    const same = key.map((column) => `l.${column} = n.${column}`).join(' and ');
    await sql.unsafe(`delete from ${next(table)} n where exists (select from film_titles t where t.film_id = n.film_id)
      and not exists (select from ${table} l where ${same} and row(l.*) is not distinct from row(n.*))`);
    await sql.unsafe(`insert into ${next(table)} select * from ${table} on conflict do nothing`);
  }
  await sql.unsafe(`insert into ${next('title_words')} select * from title_words on conflict do nothing`);
}

/** Takes off rows whose film or person is gone. */
export async function dropOrphans(sql: Queries): Promise<void> {
  for (const table of Object.keys(FILLED)) {
    await sql.unsafe(`delete from ${next(table)} n where not exists (select from films f where f.id = n.film_id)`);
  }
  await sql.unsafe(
    `delete from ${next('film_people')} n where not exists (select from people p where p.id = n.person_id)`,
  );
}
