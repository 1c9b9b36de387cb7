import { type Component, isSelect, Kind } from '../state/components.ts';
import { type Interaction, InteractionType, type Modal } from '../state/interactions.ts';
import { fieldsOf } from '../view/modal.ts';
import { checkCount, pick, selection } from './controls.ts';
import type { Act } from './interact.ts';
import type { Scene } from './scene.ts';
import { StepError } from './step-error.ts';
import { compact, noneResolved, type Resolved } from './values.ts';

type Answer = string | boolean | readonly string[];
type Answers = Readonly<Record<string, Answer>>;
type Filling = { label: string; answer: Answer | undefined; input: Component; scene: Scene; resolved: Resolved };

const MAX_TEXT = 4_000;
const listOf = (answer: Answer | undefined): string[] =>
  answer === undefined ? [] : typeof answer === 'object' ? [...answer] : [String(answer)];

function text({ label, answer, input }: Filling) {
  const value = answer === undefined ? (input.value ?? '') : listOf(answer).join(', ');
  const max = input.max_length ?? MAX_TEXT;
  if (value === '' && (input.required ?? true)) throw new StepError(`"${label}" is required`);
  if (value.length > max) throw new StepError(`"${label}" takes at most ${max} characters, not ${value.length}`);
  if (value !== '' && value.length < (input.min_length ?? 0))
    throw new StepError(`"${label}" takes at least ${input.min_length} characters`);
  return { value };
}

const preset = (input: Component): string[] =>
  (input.options ?? []).filter((one) => one.default).map(({ label }) => label);

function chosen({ label, answer, input, scene, resolved }: Filling) {
  const labels = answer === undefined ? preset(input) : listOf(answer);
  const values = isSelect(input) ? selection(input, labels, scene, resolved) : pick(input, labels);
  if (values.length === 0 && (input.required ?? true)) throw new StepError(`"${label}" is required`);
  if (values.length)
    checkCount(
      input.type === Kind.checkboxGroup
        ? { ...input, max_values: input.max_values ?? input.options?.length ?? 1 }
        : input,
      values,
    );
  return values;
}

function ticked({ label, answer, input }: Filling): boolean {
  if (answer === undefined) return input.default ?? false;
  if (!['true', 'false'].includes(String(answer))) throw new StepError(`"${label}" takes true or false`);
  return String(answer) === 'true';
}

function answerOf(filling: Filling): Record<string, unknown> {
  const { input, label } = filling;
  if (input.type === Kind.textInput) return text(filling);
  if (input.type === Kind.radioGroup) return { value: chosen(filling)[0] ?? null };
  if (input.type === Kind.checkbox) return { value: ticked(filling) };
  if (isSelect(input) || input.type === Kind.checkboxGroup) return { values: chosen(filling) };
  if (input.required ?? true) throw new StepError(`the stage does not serve files in forms yet ("${label}")`);
  return { values: [] };
}

function refuseUnknown(modal: Modal, answers: Answers): void {
  const labels = fieldsOf(modal).map(({ label }) => label);
  const unknown = Object.keys(answers).find((label) => !labels.includes(label));
  if (unknown !== undefined) throw new StepError(`the form has no field "${unknown}"`);
}

function filled(modal: Modal, answers: Answers, scene: Scene, resolved: Resolved): Record<string, unknown>[] {
  const labels = new Map(fieldsOf(modal).map(({ input, label }) => [input, label]));
  const fill = (input: Component): Record<string, unknown> => {
    const label = labels.get(input) ?? '';
    const { type, custom_id, id } = input;
    return { type, id: id ?? 0, custom_id, ...answerOf({ label, answer: answers[label], input, scene, resolved }) };
  };
  return modal.components.map((component) => {
    const { type, id } = component;
    if (component.component) return { type, id: id ?? 0, component: fill(component.component) };
    return component.components
      ? { type, id: id ?? 0, components: component.components.map(fill) }
      : { type, id: id ?? 0 };
  });
}

/**
 * Sending a form with its fields filled by label; what is left out keeps what the form came with.
 * @param shown the interaction that was answered with the form.
 * @throws StepError for what Discord's client would not send.
 */
export function submit(answers: Answers, shown: Interaction, modal: Modal, scene: Scene): Act {
  refuseUnknown(modal, answers);
  const resolved = noneResolved();
  const components = filled(modal, answers, scene, resolved);
  const things = compact(resolved);
  const source = shown.sourceId ? scene.world.messages.get(shown.sourceId) : undefined;
  const data = { custom_id: modal.custom_id, components, ...(things ? { resolved: things } : {}) };
  return { type: InteractionType.modal, name: `submit ${modal.title}`, data, ...(source ? { source } : {}) };
}
