import type { Refusal } from '../state/world.ts';
import type { Image } from '../view/message.ts';

/** One thing that was delivered to somebody. */
export type Seen = {
  kind: 'message' | 'edit' | 'delete' | 'autocomplete' | 'modal' | 'thread' | 'event' | 'channel';
  id: string;
  channel: string;
  ephemeral: boolean;
  visibleTo: 'everyone' | string[];
  /** As a reader sees it, spoilers masked. */
  text: string;
  /** The same with spoilers shown. */
  revealed: string;
  /** What a phone would push. */
  notification: string;
  controls: string[];
  images: Image[];
  /** Names of the choices of an autocomplete. */
  choices: string[];
};

/** What a step brought. One line of `--json`. */
export type StepResult = {
  step: number;
  /** Real milliseconds to the first response; null where the bot was not asked anything. */
  ms: number | null;
  seen: Seen[];
  /** Discord errors the bot ran into. */
  refused: Refusal[];
  /** Why the step could not be done, or not be done in full. */
  error: string | null;
  /** Of steps that were played together, what each brought by itself. */
  together?: StepResult[][];
};
