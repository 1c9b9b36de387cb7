/** Something that a page states of itself as data, in JSON-LD or microdata: its types, and its properties by name. */
export type Item = { readonly types: readonly string[]; readonly props: ReadonlyMap<string, readonly Value[]> };

export type Value = string | Item;

/** "https://schema.org/Review", "schema:Review": Review. */
export function shortName(name: string): string {
  return name.replace(/^.*[/#:]/, '');
}

export function isType(item: Item, ...types: string[]): boolean {
  return item.types.some((type) => types.includes(type));
}

/** The values of a property, empty where it has none. */
export function valuesOf(item: Item | undefined, name: string): readonly Value[] {
  return item?.props.get(name) ?? [];
}

/** The first value of a property as text: of an item, its name. */
export function textOf(item: Item | undefined, name: string): string | undefined {
  const [value] = valuesOf(item, name);
  // a name that is an item again may be itself
  const text = typeof value === 'object' ? valuesOf(value, 'name').find((one) => typeof one === 'string') : value;
  return text?.replace(/\s+/g, ' ').trim() || undefined;
}

/** The values of a property that are items. */
export function itemsOf(item: Item | undefined, name: string): Item[] {
  return valuesOf(item, name).filter((value) => typeof value === 'object');
}

/** Every item and all inside them, each once, the outer before the inner. */
export function allItems(items: readonly Item[], seen = new Set<Item>()): Item[] {
  for (const item of items) {
    if (seen.has(item)) continue;
    seen.add(item);
    for (const values of item.props.values())
      allItems(
        values.filter((value) => typeof value === 'object'),
        seen,
      );
  }
  return [...seen];
}
