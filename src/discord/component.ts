import type { Form } from './form.ts';
import type { Acknowledgement, Answer, Asked } from './handler.ts';
import type { Parameters, Route } from './routes.ts';

/** A click on a button, or what was chosen in a select. */
export type Pressed = Asked & {
  /** The values chosen in a select, none for a button. */
  readonly values: readonly string[];
  /** The member whose command the message answers, where Discord says so. */
  readonly ownerId: string | undefined;
};

type WhoPressed = Pick<Pressed, 'userId' | 'ownerId'>;

export type Component = {
  readonly route: Route;
  readonly acknowledgement: (pressed: WhoPressed, customId: string) => Acknowledgement;
  readonly run: (pressed: Pressed, customId: string) => Promise<Answer | Form>;
};

/** Declares what a button or select does; its parameters are typed from its route. */
export function component<Pattern extends string>(
  route: Route<Pattern>,
  acknowledgement: Acknowledgement | ((pressed: WhoPressed, parameters: Parameters<Pattern>) => Acknowledgement),
  run: (pressed: Pressed, parameters: Parameters<Pattern>) => Promise<Answer | Form>,
): Component {
  const parametersOf = (customId: string): Parameters<Pattern> => {
    const parameters = route.match(customId);
    if (!parameters) throw new TypeError(`the id of another route reached ${route.pattern}`);
    return parameters;
  };
  return {
    route: route as unknown as Route,
    acknowledgement: (pressed, customId) =>
      typeof acknowledgement === 'function' ? acknowledgement(pressed, parametersOf(customId)) : acknowledgement,
    run: (pressed, customId) => run(pressed, parametersOf(customId)),
  };
}
