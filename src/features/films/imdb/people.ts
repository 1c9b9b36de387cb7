import type { Sql } from 'postgres';
import { Copy } from '../bulk/copy.ts';
import { personId } from './films.ts';

const AT_ONCE = 10_000;
const RENAMED_AT_ONCE = 1000;

/** Brings people into the catalogue, and their names up to date. `names`: by the number of their id at IMDb. */
export async function writePeople(sql: Sql, reader: Sql, names: ReadonlyMap<number, string>): Promise<void> {
  const known = new Set<number>();
  const renamed: { id: string; name: string }[] = [];
  const stored = reader<{ id: string; name: string }[]>`
    select id, name from people where id between ${personId(0)} and ${personId(0xffffffffffff)}`;
  for await (const rows of stored.cursor(AT_ONCE)) {
    for (const { id, name } of rows) {
      const number = Number.parseInt(id.slice(-12), 16);
      known.add(number);
      const now = names.get(number);
      if (now !== undefined && now !== name) renamed.push({ id, name: now });
    }
  }
  await writeNew(sql, names, known);
  for (let at = 0; at < renamed.length; at += RENAMED_AT_ONCE) {
    await sql`update people p set name = n.name from json_populate_recordset(null::people,
      ${JSON.stringify(renamed.slice(at, at + RENAMED_AT_ONCE))}::text::json) n where n.id = p.id`;
  }
}

async function writeNew(sql: Sql, names: ReadonlyMap<number, string>, known: ReadonlySet<number>): Promise<void> {
  let copy = new Copy('people', ['id', 'name']);
  for (const [number, name] of names) {
    if (known.has(number)) continue;
    copy.add([personId(number), name]);
    if (copy.rows < AT_ONCE) continue;
    await copy.send(sql);
    copy = new Copy('people', ['id', 'name']);
  }
  await copy.send(sql);
}
