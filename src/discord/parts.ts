import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Safe } from '../lib/safe.ts';

/** The pieces of Components V2 that every feature's messages are made of. */

export type ButtonRow = APIActionRowComponent<APIButtonComponent>;
export type SelectRow = APIActionRowComponent<APIStringSelectComponent>;

export function display(words: Safe): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content: words.markdown };
}

/** A button that does what its route says. `label` is at most 80 characters. */
export function button(
  label: string,
  customId: string,
  options: { primary?: boolean; disabled?: boolean } = {},
): APIButtonComponent {
  const style = options.primary ? ButtonStyle.Primary : ButtonStyle.Secondary;
  return {
    type: ComponentType.Button,
    style,
    label,
    custom_id: customId,
    ...(options.disabled ? { disabled: true } : {}),
  };
}

/** At most five buttons. */
export function buttonRow(...components: APIButtonComponent[]): ButtonRow {
  return { type: ComponentType.ActionRow, components };
}

/** A select of at most 25 options, of which one is chosen unless a range is given. */
export function selectRow(
  placeholder: string,
  customId: string,
  options: APISelectMenuOption[],
  range?: { min: number; max: number },
): SelectRow {
  const bounds = range ? { min_values: range.min, max_values: range.max } : {};
  return {
    type: ComponentType.ActionRow,
    components: [{ type: ComponentType.StringSelect, custom_id: customId, placeholder, options, ...bounds }],
  };
}
