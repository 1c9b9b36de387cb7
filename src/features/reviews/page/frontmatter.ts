/** The facts that a page states before its text: keys in lower case, nested ones joined by dots ("extra.movie.year"). */
export type FrontMatter = ReadonlyMap<string, readonly string[]>;

export type Split = {
  fields: FrontMatter;
  /** What follows the front matter; the whole page where there is none. */
  body: string;
};

type Entry = { key: string; values: string[] };

const FENCED = /^\s*(---|\+\+\+)[ \t]*\n([\s\S]*?)\n\1[ \t]*(?:\n|$)/;
const HEADER_LINE = /^[A-Za-z][\w -]{1,30}:[ \t]*\S.*$/;
const HEADER_KEY = /^(title|date|author|authors|slug|tags|category|categories|summary|published)\s*:/i;

/**
 * Splits a page from its front matter: YAML between `---`, TOML between `+++`, or bare "Key: value" lines as Pelican
 * writes them. Only the flat part of both languages is read: text, numbers, dates, lists, and maps as dotted keys.
 */
export function splitFrontMatter(page: string): Split {
  const fenced = FENCED.exec(page);
  if (fenced?.[2] !== undefined) {
    const entries = fenced[1] === '+++' ? readToml(fenced[2]) : readYaml(fenced[2]);
    return { fields: collect(entries), body: page.slice(fenced[0].length) };
  }
  return splitHeaderLines(page);
}

/** The first value under any of these keys; a dotted key is also found by its last part. */
export function field(fields: FrontMatter, ...names: string[]): string | undefined {
  for (const name of names) {
    for (const [key, values] of fields) {
      if (key === name || key.endsWith(`.${name}`)) {
        if (values[0]) return values[0];
      }
    }
  }
  return undefined;
}

function collect(entries: Entry[]): FrontMatter {
  const fields = new Map<string, string[]>();
  for (const { key, values } of entries) {
    const known = fields.get(key);
    if (known) known.push(...values);
    else fields.set(key, [...values]);
  }
  return fields;
}

function splitHeaderLines(page: string): Split {
  const lines = page.split('\n');
  const end = lines.findIndex((line) => !HEADER_LINE.test(line));
  const header = lines.slice(0, end < 0 ? lines.length : end);
  const known = header.filter((line) => HEADER_KEY.test(line)).length;
  const blank = end < 0 || (lines[end] ?? '').trim() === '';
  if (known < 2 || !blank) return { fields: new Map(), body: page };
  return { fields: collect(readYaml(header.join('\n'))), body: lines.slice(header.length).join('\n') };
}

function readYaml(block: string): Entry[] {
  const parents: { indent: number; key: string }[] = [];
  return block.split('\n').flatMap((line): Entry[] => {
    const indent = line.search(/\S/);
    const pair = /^\s*(?:- )?["']?([\w .-]+?)["']?:(?:\s+(.*))?$/.exec(line);
    const item = /^\s*-\s+(.*)$/.exec(line);
    if (indent < 0 || line.trimStart().startsWith('#')) return [];
    while (parents.length > 0 && (parents.at(-1)?.indent ?? 0) >= indent && !item) parents.pop();
    const path = parents.map((parent) => parent.key);
    if (pair?.[1] === undefined) return item?.[1] ? [{ key: path.join('.'), values: [unquote(item[1])] }] : [];
    const key = pair[1].trim().toLowerCase();
    const value = pair[2]?.trim() ?? '';
    if (value === '') parents.push({ indent, key });
    return value === '' ? [] : [{ key: [...path, key].join('.'), values: readValue(value) }];
  });
}

function readToml(block: string): Entry[] {
  let table = '';
  return block.split('\n').flatMap((line): Entry[] => {
    const header = /^\s*\[+([^\]]+)\]+\s*$/.exec(line);
    if (header?.[1]) table = `${header[1].trim().toLowerCase()}.`;
    const pair = /^\s*["']?([\w.-]+)["']?\s*=\s*(.+)$/.exec(line);
    if (!pair?.[1] || !pair[2]) return [];
    return [{ key: table + pair[1].toLowerCase(), values: readValue(pair[2].trim()) }];
  });
}

function readValue(value: string): string[] {
  const list = /^\[(.*)\]$/.exec(value);
  if (list?.[1] === undefined || list[1].startsWith('[')) return [unquote(value)];
  return (list[1].match(/\s*(?:"[^"]*"|'[^']*'|[^,]+)/g) ?? []).map((item) => unquote(item.trim())).filter(Boolean);
}

function unquote(value: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(value);
  if (quoted?.[1] === '"') return (quoted[2] ?? '').replace(/\\(["\\])/g, '$1');
  if (quoted?.[1] === "'") return (quoted[2] ?? '').replaceAll("''", "'");
  return value.replace(/\s+#\s.*$/, '');
}
