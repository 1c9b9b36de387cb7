import { allOf, type Component, isSelect, Kind, LINK_STYLE } from '../state/components.ts';
import { InteractionType } from '../state/interactions.ts';
import type { Message } from '../state/types.ts';
import { labelOf } from '../view/message.ts';
import type { Act } from './interact.ts';
import { isVisible, type Scene } from './scene.ts';
import { StepError } from './step-error.ts';
import { compact, noneResolved, type Resolved, resolveChannel, resolveMember, resolveRole } from './values.ts';

type Found = { component: Component; message: Message };

const RESOLVERS: Readonly<Record<number, (name: string, scene: Scene, resolved: Resolved) => string | undefined>> = {
  [Kind.userSelect]: resolveMember,
  [Kind.roleSelect]: resolveRole,
  [Kind.channelSelect]: resolveChannel,
  [Kind.mentionableSelect]: (name, scene, resolved) =>
    resolveMember(name, scene, resolved) ?? resolveRole(name, scene, resolved),
};

/** A message this person sees, by id; the newest that fits when none is named. */
export function messageFor(
  scene: Scene,
  on: string | undefined,
  fits: (message: Message) => boolean,
): Message | undefined {
  const { world, channel, member } = scene;
  if (on === undefined) return world.messages.in(channel.id).findLast((one) => isVisible(scene, one) && fits(one));
  const found = world.messages.get(on);
  if (!found || found.channelId !== channel.id || !isVisible(scene, found))
    throw new StepError(`${member.user.username} sees no message ${on}`);
  return found;
}

function find(scene: Scene, on: string | undefined, what: string, fits: (component: Component) => boolean): Found {
  const has = (message: Message) => allOf(message.components).some(fits);
  const message = messageFor(scene, on, has);
  const components = message ? allOf(message.components).filter(fits) : [];
  // Of two controls of one name the one that can be used is meant.
  const component = components.find(({ disabled }) => !disabled) ?? components[0];
  if (!message || !component) throw new StepError(`${scene.member.user.username} sees no ${what}`);
  if (component.disabled) throw new StepError(`the ${what} is disabled`);
  return { component, message };
}

function act({ component, message }: Found, name: string, data: Record<string, unknown> = {}): Act {
  const { type: component_type, custom_id, id } = component;
  return {
    type: InteractionType.component,
    name,
    source: message,
    data: { component_type, custom_id, id: id ?? 0, ...data },
  };
}

/**
 * Clicking a button by its label.
 * @throws StepError when there is none to be seen, or it is disabled or only a link.
 */
export function click(label: string, scene: Scene, on: string | undefined): Act {
  const found = find(scene, on, `button "${label}"`, (one) => one.type === Kind.button && labelOf(one) === label);
  if (found.component.style === LINK_STYLE)
    throw new StepError(`the button "${label}" is a link and tells the bot nothing`);
  return act(found, `click ${label}`);
}

/** The values for the options of a list, by label. */
export function pick(component: Component, labels: readonly string[]): string[] {
  return labels.map((label) => {
    const option = component.options?.find((one) => one.label === label);
    if (!option) throw new StepError(`"${label}" is not on offer`);
    return option.value;
  });
}

/** The values a select gets from labels, or from names of people, roles and channels. */
export function selection(component: Component, labels: readonly string[], scene: Scene, resolved: Resolved): string[] {
  const resolver = RESOLVERS[component.type];
  if (!resolver) return pick(component, labels);
  return labels.map((label) => {
    const id = resolver(label, scene, resolved);
    if (!id) throw new StepError(`"${label}" is not on offer`);
    return id;
  });
}

/** Refuses a choice of too few or too many, or of one twice. */
export function checkCount(component: Component, values: readonly string[]): void {
  const [min, max] = [component.min_values ?? 1, component.max_values ?? 1];
  if (values.length < min || values.length > max)
    throw new StepError(`between ${min} and ${max} have to be picked, not ${values.length}`);
  if (new Set(values).size !== values.length) throw new StepError('one of them is picked twice');
}

/**
 * Choosing from a select by its placeholder.
 * @throws StepError when there is none to be seen, or it does not offer that.
 */
export function select(placeholder: string, labels: readonly string[], scene: Scene, on: string | undefined): Act {
  const found = find(
    scene,
    on,
    `select "${placeholder}"`,
    (one) => isSelect(one) && (one.placeholder ?? '') === placeholder,
  );
  const resolved = noneResolved();
  const values = selection(found.component, labels, scene, resolved);
  checkCount(found.component, values);
  const things = compact(resolved);
  return act(found, `select ${placeholder}`, { values, ...(things ? { resolved: things } : {}) });
}
