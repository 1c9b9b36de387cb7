import { type Component, isSelect, Kind } from '../state/components.ts';
import type { Modal } from '../state/interactions.ts';
import { componentErrors, placed } from './component-rules.ts';
import { type FieldError, invalidForm } from './errors.ts';

const MAX_ROWS = 5;
const DATA = ['data', 'components'] as const;

function fieldErrors({ component, path }: { component: Component; path: readonly (string | number)[] }): FieldError[] {
  const errors: FieldError[] = [];
  const bad = (key: string, message: string) => errors.push({ path: [...path, key], code: 'BASE_TYPE_BAD', message });
  if (component.disabled) bad('disabled', 'A component in a modal cannot be disabled.');
  if (component.type === Kind.textInput) {
    const { min_length, max_length, value } = component;
    if ((min_length ?? 0) > (max_length ?? 4000)) bad('min_length', 'min_length is above max_length');
    if (value && value.length > (max_length ?? 4000)) bad('value', 'The value is longer than max_length');
  }
  return [...errors, ...countErrors({ component, path })];
}

/** Source: Discord's documentation, components/reference: what is required has at least one value to pick. */
function countErrors({ component, path }: { component: Component; path: readonly (string | number)[] }): FieldError[] {
  const { type, options, min_values, max_values, required } = component;
  const isGroup = type === Kind.checkboxGroup;
  if (!isGroup && !isSelect(component) && type !== Kind.radioGroup) return [];
  const errors: FieldError[] = [];
  const bad = (key: string, message: string) => errors.push({ path: [...path, key], code: 'BASE_TYPE_BAD', message });
  const count = options?.length ?? 0;
  const most = type === Kind.radioGroup ? 1 : (max_values ?? (isGroup ? count : 1));
  if ((required ?? true) && min_values === 0)
    bad('min_values', 'min_values is at least 1 where an answer is required.');
  if (isSelect(component)) return errors;
  if ((min_values ?? 1) > most) bad('min_values', 'min_values is above max_values');
  if (isGroup && most > count) bad('max_values', 'max_values is above the number of options');
  if ((options ?? []).filter((option) => option.default).length > most) bad('options', 'More defaults than max_values');
  return errors;
}

function labelErrors(component: Component, index: number): FieldError[] {
  const child = component.components?.[0];
  const unlabelled = component.type === Kind.row && child?.type === Kind.textInput && !child.label;
  const path = [...DATA, index, 'components', 0, 'label'];
  return unlabelled ? [{ path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }] : [];
}

/**
 * What the schemas miss in a modal.
 * @throws DiscordError 50035.
 */
export function checkModal(modal: Modal): void {
  const errors = [
    ...componentErrors(modal.components, DATA),
    ...placed(modal.components, DATA).flatMap(fieldErrors),
    ...modal.components.flatMap(labelErrors),
  ];
  if (modal.components.length > MAX_ROWS) {
    errors.push({ path: DATA, code: 'BASE_TYPE_BAD_LENGTH', message: `Must be between 1 and ${MAX_ROWS} in length.` });
  }
  if (errors.length) throw invalidForm(errors);
}
