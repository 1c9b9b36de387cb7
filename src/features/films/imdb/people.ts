import type { Sql } from 'postgres';
import { Copy } from '../bulk/copy.ts';
import { personId } from './films.ts';
import type { Names } from './names.ts';

const AT_ONCE = 10_000;
const RENAMED_AT_ONCE = 1000;

/**
 * Brings people into the catalogue, and their names up to date.
 * @param reader another connection than `sql`.
 */
export async function writePeople(sql: Sql, reader: Sql, names: Names): Promise<void> {
  let renamed: { id: string; name: string }[] = [];
  const stored = reader<{ id: string; name: string }[]>`
    select id, name from people where id between ${personId(0)} and ${personId(0xffffffffffff)}`;
  for await (const rows of stored.cursor(AT_ONCE)) {
    for (const { id, name } of rows) {
      const number = Number.parseInt(id.slice(-12), 16);
      names.markStored(number);
      const now = names.get(number);
      if (now !== undefined && now !== name) renamed.push({ id, name: now });
    }
    if (renamed.length < RENAMED_AT_ONCE) continue;
    await rename(sql, renamed);
    renamed = [];
  }
  await rename(sql, renamed);
  await writeNew(sql, names);
}

async function rename(sql: Sql, people: readonly { id: string; name: string }[]): Promise<void> {
  if (people.length === 0) return;
  await sql`update people p set name = n.name
    from json_populate_recordset(null::people, ${JSON.stringify(people)}::text::json) n where n.id = p.id`;
}

async function writeNew(sql: Sql, names: Names): Promise<void> {
  let copy = new Copy('people', ['id', 'name']);
  for (const [number, name] of names.unstored()) {
    copy.add([personId(number), name]);
    if (copy.rows < AT_ONCE) continue;
    await copy.send(sql);
    copy = new Copy('people', ['id', 'name']);
  }
  await copy.send(sql);
}
