import { type DomDocument, plainText } from './dom.ts';
import { type Item, shortName, type Value } from './items.ts';

/** Characters of one script, levels and items of one page: what is larger is no description of a page. */
const LONGEST = 500_000;
const DEEPEST = 20;
const MOST = 3_000;

/** The items that a page states in its scripts of JSON-LD; scripts that cannot be read even with mercy are passed over. */
export function jsonLd(document: DomDocument): Item[] {
  const scripts = [...document.querySelectorAll('script')].filter((script) =>
    /^application\/ld\+json/i.test(script.getAttribute('type')?.trim() ?? ''),
  );
  const roots = scripts.map((script) => parseKindly(script.textContent ?? ''));
  const byId = new Map<string, Draft>();
  const budget = { left: MOST, plain: (text: string) => plainText(document, text) };
  const drafts = roots.flatMap((root) => read(root, byId, budget, 0));
  return drafts.filter((value) => typeof value === 'object');
}

/** JSON as pages hold it: in comments, with raw line breaks inside strings, trailing commas or entities. Undefined for none. */
function parseKindly(written: string): unknown {
  const text = written.slice(0, LONGEST).trim();
  const bare = text
    .replace(
      /^(?:<!--|\/\*?\s*<!\[CDATA\[\s*\*?\/?|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|(?:\/\/|\/\*)?\s*\]\]>\s*(?:\*\/)?|;)$/g,
      '',
    )
    .trim();
  const spaced = bare.replace(/\p{Cc}+/gu, ' ');
  const uncomma = spaced.replace(/,\s*([}\]])/g, '$1');
  const entities = uncomma.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  for (const attempt of [text, bare, spaced, uncomma, entities, `[${uncomma.replace(/\}\s*\{/g, '},{')}]`]) {
    try {
      return JSON.parse(attempt);
    } catch {
      // the next attempt forgives more
    }
  }
  return undefined;
}

type Draft = Item & { readonly props: Map<string, Value[]> };
/** `plain`: a text without the entities that some sites write into it. */
type Budget = { left: number; plain: (text: string) => string };

function read(value: unknown, byId: Map<string, Draft>, budget: Budget, depth: number): Value[] {
  if (typeof value === 'string') return [budget.plain(value)];
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  if (typeof value !== 'object' || value === null || depth > DEEPEST || budget.left <= 0) return [];
  if (Array.isArray(value)) return value.flatMap((one) => read(one, byId, budget, depth + 1));
  budget.left -= 1;
  const entries = Object.entries(value);
  const own = (name: string) => entries.find(([key]) => key === name)?.[1];
  if (own('@value') !== undefined) return read(own('@value'), byId, budget, depth + 1);
  const id = own('@id');
  const draft = (typeof id === 'string' ? byId.get(id) : undefined) ?? { types: [], props: new Map() };
  const types = read(own('@type'), byId, budget, depth + 1).filter((type) => typeof type === 'string');
  // a reference and what it refers to are one item, whichever comes first
  const item: Draft = Object.assign(draft, { types: [...draft.types, ...types.map(shortName)] });
  if (typeof id === 'string') byId.set(id, item);
  for (const [key, inside] of entries) {
    if (key.startsWith('@') && key !== '@graph') continue;
    const values = read(inside, byId, budget, depth + 1);
    item.props.set(shortName(key), [...(item.props.get(shortName(key)) ?? []), ...values]);
  }
  return [item];
}
