import { allOf, type Component, isSelect, Kind, LINK_STYLE } from '../state/components.ts';
import { type FieldError, fieldError } from './errors.ts';
import { emojiErrors, mediaErrors, type Placed } from './media-rules.ts';

type Path = readonly (string | number)[];

const MAX_COMPONENTS = 40;
const MAX_TEXT = 4_000;
const MAX_ROW_BUTTONS = 5;
const MAX_LEGACY_ROWS = 5;

/** Every component with its path in the body. */
export function placed(components: readonly Component[], path: Path): Placed[] {
  return components.flatMap((component, index) => {
    const at = [...path, index];
    const inner = placed(component.components ?? [], [...at, 'components']);
    const one = (key: 'accessory' | 'component') =>
      component[key] ? [{ component: component[key], path: [...at, key] }] : [];
    return [{ component, path: at }, ...inner, ...one('accessory'), ...one('component')];
  });
}

function buttonErrors({ component, path }: Placed): FieldError[] {
  if (component.type !== Kind.button) return [];
  const errors: FieldError[] = [];
  const isLink = component.style === LINK_STYLE;
  if (isLink && component.custom_id) {
    errors.push(
      fieldError(
        path,
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      ),
    );
  }
  if (isLink && !component.url) errors.push(fieldError([...path, 'url'], 'BASE_TYPE_REQUIRED', 'A url is required'));
  if (!isLink && component.style !== 6 && !component.custom_id) {
    errors.push(fieldError([...path, 'custom_id'], 'BASE_TYPE_REQUIRED', 'A custom id is required'));
  }
  if (!isLink && component.url)
    errors.push(fieldError([...path, 'url'], 'BASE_TYPE_BAD', 'A url needs the link style'));
  if (isLink && component.url && !/^(https?|discord):/i.test(component.url)) {
    errors.push(
      fieldError([...path, 'url'], 'URL_TYPE_INVALID_SCHEME', "Scheme must be one of ('http', 'https', 'discord')."),
    );
  }
  if (!component.label && !component.emoji) {
    errors.push(fieldError(path, 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A label or an emoji is required'));
  }
  return errors;
}

function selectErrors({ component, path }: Placed): FieldError[] {
  const { options, type } = component;
  const errors: FieldError[] = [];
  if (isSelect(component)) {
    const [min, max] = [component.min_values ?? 1, component.max_values ?? 1];
    if (min > max) errors.push(fieldError([...path, 'min_values'], 'BASE_TYPE_BAD', 'min_values is above max_values'));
    if (type === Kind.stringSelect && max > (options?.length ?? 0)) {
      errors.push(fieldError([...path, 'max_values'], 'BASE_TYPE_BAD', 'max_values is above the number of options'));
    }
    if ((options ?? []).filter((option) => option.default).length > max) {
      errors.push(fieldError([...path, 'options'], 'BASE_TYPE_BAD', 'More defaults than max_values'));
    }
  }
  const values = (options ?? []).map(({ value }) => value);
  values.forEach((value, index) => {
    if (values.indexOf(value) === index) return;
    errors.push(
      fieldError(
        [...path, 'options', index, 'value'],
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      ),
    );
  });
  return errors;
}

function rowErrors({ component, path }: Placed): FieldError[] {
  if (component.type !== Kind.row) return [];
  const kinds = new Set((component.components ?? []).map((one) => (one.type === Kind.button ? 'button' : 'wide')));
  const count = component.components?.length ?? 0;
  const fits = kinds.size === 1 && (kinds.has('button') ? count <= MAX_ROW_BUTTONS : count === 1);
  return fits
    ? []
    : [
        fieldError(
          [...path, 'components'],
          'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
          'The specified component exceeds the maximum width',
        ),
      ];
}

function twice(all: readonly Placed[], key: 'custom_id' | 'id', code: string, message: string): FieldError[] {
  const seen = new Set<unknown>();
  return all.flatMap(({ component, path }) => {
    const value = component[key];
    if (!value) return [];
    if (seen.has(value)) return [fieldError([...path, key], code, message)];
    seen.add(value);
    return [];
  });
}

/** Rules of single components that hold in messages and modals alike. */
export function componentErrors(
  components: readonly Component[],
  path: Path,
  fileNames: readonly string[] = [],
): FieldError[] {
  const all = placed(components, path);
  return [
    ...all.flatMap((one) => [
      ...emojiErrors(one),
      ...buttonErrors(one),
      ...selectErrors(one),
      ...rowErrors(one),
      ...mediaErrors(one, fileNames),
    ]),
    ...twice(all, 'custom_id', 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated'),
    ...twice(all, 'id', 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated'),
  ];
}

/** The limits on a message's components together: how many, how much text, how many rows without Components V2. */
export function totalErrors(components: readonly Component[], isV2: boolean, path: Path): FieldError[] {
  const all = allOf(components);
  const errors: FieldError[] = [];
  if (!isV2) {
    if (components.length > MAX_LEGACY_ROWS)
      errors.push(fieldError(path, 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${MAX_LEGACY_ROWS} in length.`));
    components.forEach((component, index) => {
      if (component.type === Kind.row) return;
      errors.push(
        fieldError([...path, index, 'type'], 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1,).'),
      );
    });
    return errors;
  }
  const text = all.reduce(
    (sum, component) => sum + (component.type === Kind.text ? (component.content ?? '').length : 0),
    0,
  );
  if (all.length > MAX_COMPONENTS) {
    errors.push(
      fieldError(
        path,
        'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
        `The maximum number of components is ${MAX_COMPONENTS}.`,
      ),
    );
  }
  if (text > MAX_TEXT) {
    errors.push(
      fieldError(
        path,
        'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
        `The displayable text must be ${MAX_TEXT} or fewer in length.`,
      ),
    );
  }
  return errors;
}
