import { type DomElement, lineOf } from './dom.ts';
import { type Item, shortName, type Value } from './items.ts';

const MOST = 3_000;
const ADDRESSED: Readonly<Record<string, string>> = {
  a: 'href',
  area: 'href',
  link: 'href',
  img: 'src',
  audio: 'src',
  video: 'src',
  iframe: 'src',
  object: 'data',
  time: 'datetime',
  meter: 'value',
  data: 'value',
};

const ADDRESSES = new Set(['url', 'sameAs', 'image', 'mainEntityOfPage']);

type Draft = Item & { readonly props: Map<string, Value[]> };

/** The items that a page states in its markup (itemscope, itemtype, itemprop), outermost first. */
export function microdata(document: DomElement): Item[] {
  const scopes = [...document.querySelectorAll('[itemscope]')].slice(0, MOST);
  const items = new Map<DomElement, Draft>(scopes.map((scope) => [scope, itemOf(scope)]));
  for (const element of [...document.querySelectorAll('[itemprop]')].slice(0, MOST)) {
    const owner = ownerOf(element, items);
    for (const name of (element.getAttribute('itemprop') ?? '').split(/\s+/).filter(Boolean))
      owner?.props.set(shortName(name), [
        ...(owner.props.get(shortName(name)) ?? []),
        items.get(element) ?? contentOf(element, shortName(name)),
      ]);
  }
  return scopes.filter((scope) => !scope.hasAttribute('itemprop')).flatMap((scope) => items.get(scope) ?? []);
}

function itemOf(scope: DomElement): Draft {
  const types = (scope.getAttribute('itemtype') ?? '').split(/\s+/).filter(Boolean).map(shortName);
  return { types, props: new Map() };
}

function ownerOf(element: DomElement, items: ReadonlyMap<DomElement, Draft>): Draft | undefined {
  for (let above = element.parentElement; above; above = above.parentElement) {
    const item = items.get(above);
    if (item) return item;
  }
  return undefined;
}

function contentOf(element: DomElement, property: string): string {
  const content = element.getAttribute('content');
  if (content !== null) return content;
  const name = element.localName;
  const attribute = ADDRESSED[name];
  const addressed = attribute === undefined ? null : element.getAttribute(attribute);
  // an author's or a film's name is often a link: its words are the value, not its address
  if (addressed !== null && (name !== 'a' || ADDRESSES.has(property) || lineOf(element) === '')) return addressed;
  return lineOf(element);
}
