import type { Acknowledgement, Answer, Asked } from './handler.ts';
import type { Parameters, Route } from './routes.ts';

/** A click on a button, or what was chosen in a select. */
export type Pressed = Asked & {
  /** The values chosen in a select, none for a button. */
  readonly values: readonly string[];
  /** The member whose command the message answers, where Discord says so. */
  readonly ownerId: string | undefined;
};

export type Component = {
  readonly route: Route;
  readonly acknowledgement: Acknowledgement | ((pressed: Pick<Pressed, 'userId' | 'ownerId'>) => Acknowledgement);
  readonly run: (pressed: Pressed, customId: string) => Promise<Answer>;
};

/** Declares what a button or select does; its parameters are typed from its route. */
export function component<Pattern extends string>(
  route: Route<Pattern>,
  acknowledgement: Component['acknowledgement'],
  run: (pressed: Pressed, parameters: Parameters<Pattern>) => Promise<Answer>,
): Component {
  return {
    route: route as unknown as Route,
    acknowledgement,
    run: (pressed, customId) => {
      const parameters = route.match(customId);
      if (!parameters) throw new TypeError(`the id of another route reached ${route.pattern}`);
      return run(pressed, parameters);
    },
  };
}
