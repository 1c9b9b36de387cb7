type Emoji = { id?: string | null; name?: string | null };
type Choice = { label: string; value: string; description?: string | null; default?: boolean | null };
type Media = { url: string };
type GalleryItem = { media: Media; description?: string | null; spoiler?: boolean | null };

/**
 * Any component of a message or a modal, as it is on the wire. One loose shape: the published schemas have checked
 * it before it gets here.
 */
export type Component = {
  type: number;
  id?: number | null;
  custom_id?: string | null;
  style?: number | null;
  label?: string | null;
  disabled?: boolean | null;
  required?: boolean | null;
  url?: string | null;
  emoji?: Emoji | null;
  placeholder?: string | null;
  value?: string | null;
  default?: boolean | null;
  options?: Choice[] | null;
  min_values?: number | null;
  max_values?: number | null;
  min_length?: number | null;
  max_length?: number | null;
  content?: string | null;
  description?: string | null;
  spoiler?: boolean | null;
  media?: Media | null;
  file?: Media | null;
  items?: GalleryItem[] | null;
  accent_color?: number | null;
  components?: Component[] | null;
  accessory?: Component | null;
  component?: Component | null;
};

export const Kind = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const;

const SELECTS: readonly number[] = [3, 5, 6, 7, 8];

export const isSelect = (component: Component): boolean => SELECTS.includes(component.type);

export const LINK_STYLE = 5;

/** What is directly inside a component, in reading order. */
function inside(component: Component): Component[] {
  const { components, accessory, component: only } = component;
  return [...(components ?? []), ...(accessory ? [accessory] : []), ...(only ? [only] : [])];
}

/** The components and everything inside them, in reading order. */
export function allOf(components: readonly Component[]): Component[] {
  return components.flatMap((component) => [component, ...allOf(inside(component))]);
}

/** The same components with the ids Discord gives to those that have none: 1 upwards, in reading order. */
export function numbered(components: readonly Component[]): Component[] {
  const copies = structuredClone([...components]);
  const all = allOf(copies);
  const taken = new Set(all.map((component) => component.id));
  let next = 1;
  for (const component of all.filter(({ id }) => !id)) {
    while (taken.has(next)) next++;
    component.id = next++;
  }
  return copies;
}
