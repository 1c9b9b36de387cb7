import { type Component, Kind } from '../state/components.ts';
import type { Modal } from '../state/interactions.ts';
import { optionLabels } from './message.ts';
import { type Look, plain } from './plain.ts';

/** A field of a form: what it is called, and the component that takes the answer. */
export type Field = { label: string; description: string; input: Component };

/** The fields of a form, top to bottom. */
export function fieldsOf(modal: Modal): Field[] {
  return modal.components.flatMap((component) => {
    if (component.type === Kind.label && component.component) {
      return [{ label: component.label ?? '', description: component.description ?? '', input: component.component }];
    }
    if (component.type !== Kind.row) return [];
    return (component.components ?? []).map((input) => ({ label: input.label ?? '', description: '', input }));
  });
}

/** What a field comes filled in with, as a reader sees it. */
function filledIn(input: Component | null | undefined): string {
  const chosen = (input?.options ?? []).filter((option) => option.default).map(({ label }) => label);
  const words = input?.type === Kind.checkbox && input.default ? ['✓'] : chosen;
  return [input?.value ?? '', ...words].filter(Boolean).join(', ');
}

/**
 * A form as a reader sees it: its title, its texts, and each field's label with its explanation and, behind an equals
 * sign, what it comes filled in with.
 */
export function modalText(modal: Modal, look: Look): string {
  const blocks = modal.components.map((component) => {
    if (component.type === Kind.text) return plain(component.content ?? '', look);
    const only = component.component ?? component.components?.[0];
    const named = [component.label ?? only?.label ?? '', component.description ?? ''].filter(Boolean).join(': ');
    return [named, filledIn(only)].filter(Boolean).join(' = ');
  });
  return [modal.title, ...blocks].filter(Boolean).join('\n');
}

/** The labels of a form's fields, each followed by the options there are to pick from. */
export const modalControls = (modal: Modal): string[] =>
  fieldsOf(modal).flatMap(({ label, input }) => [label, ...optionLabels(input)]);
