import {
  type APIModalInteractionResponseCallbackData,
  type APISelectMenuOption,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import type { Acknowledgement, Answer, Asked } from './handler.ts';
import type { Parameters, Route } from './routes.ts';

/** A field of a form. `label` is at most 45 characters, `description` 100. */
type Field =
  | {
      readonly kind: 'line' | 'paragraph';
      readonly id: string;
      readonly label: string;
      readonly description?: string;
      readonly value?: string;
      readonly placeholder?: string;
      readonly required: boolean;
      readonly maxLength: number;
    }
  | {
      readonly kind: 'select' | 'radio';
      readonly id: string;
      readonly label: string;
      readonly description?: string;
      readonly required: boolean;
      readonly options: readonly APISelectMenuOption[];
    };

/** A form of one to five fields that opens on the person's screen. `title` is at most 45 characters. */
export type Form = { readonly title: string; readonly customId: string; readonly fields: readonly Field[] };

/** A form that was sent: what its fields hold, by their ids; a select or radio with nothing chosen is empty text. */
export type Submitted = Asked & { readonly fields: Readonly<Record<string, string>> };

export type FormHandler = {
  readonly route: Route;
  readonly acknowledgement: Exclude<Acknowledgement, 'form'>;
  readonly run: (submitted: Submitted, customId: string) => Promise<Answer>;
};

/** Declares what a form does when it is sent; its parameters are typed from its route. */
export function formHandler<Pattern extends string>(
  route: Route<Pattern>,
  acknowledgement: FormHandler['acknowledgement'],
  run: (submitted: Submitted, parameters: Parameters<Pattern>) => Promise<Answer>,
): FormHandler {
  return {
    route: route as unknown as Route,
    acknowledgement,
    run: (submitted, customId) => {
      const parameters = route.match(customId);
      if (!parameters) throw new TypeError(`the id of another route reached ${route.pattern}`);
      return run(submitted, parameters);
    },
  };
}

/** The form as Discord opens it. */
export function toModal({ title, customId, fields }: Form): APIModalInteractionResponseCallbackData {
  return {
    title,
    custom_id: customId,
    components: fields.map((field) => ({
      type: ComponentType.Label as const,
      label: field.label,
      ...(field.description === undefined ? {} : { description: field.description }),
      component: inputOf(field),
    })),
  };
}

function inputOf(field: Field) {
  const { id: custom_id, required } = field;
  if ('options' in field) {
    const type = field.kind === 'select' ? (ComponentType.StringSelect as const) : (ComponentType.RadioGroup as const);
    return { type, custom_id, required, options: [...field.options] };
  }
  return {
    type: ComponentType.TextInput as const,
    style: field.kind === 'line' ? TextInputStyle.Short : TextInputStyle.Paragraph,
    custom_id,
    required,
    max_length: field.maxLength,
    ...(field.value ? { value: field.value } : {}),
    ...(field.placeholder ? { placeholder: field.placeholder } : {}),
  };
}

/** What the fields of a form hold, by their ids. Of a select or radio the first value, of one left empty no text. */
export function fieldsOf({ fields }: ModalSubmitInteraction): Record<string, string> {
  return Object.fromEntries(
    fields.fields.map((field) => {
      if ('values' in field) return [field.customId, field.values[0] ?? ''];
      return [field.customId, 'value' in field && typeof field.value === 'string' ? field.value : ''];
    }),
  );
}
