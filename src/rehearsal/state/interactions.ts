import type { StageClock } from '../clock.ts';
import { type Feed, feed } from '../feed.ts';
import type { Component } from './components.ts';

/** How long Discord waits for the first answer, in real milliseconds. */
const ANSWER_WITHIN = 3_000;
/** How long the token of an answered interaction lives, in the stage's milliseconds. */
const TOKEN_LIVES = 15 * 60_000;

export const InteractionType = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

export type OfferedChoice = { name: string; value: string | number };
export type Modal = { custom_id: string; title: string; components: Component[] };

export type Interaction = {
  id: string;
  token: string;
  type: number;
  /** What it was, for people: `/film`, `click Nominate`. */
  name: string;
  guildId: string;
  channelId: string;
  userId: string;
  /** The seat of the bot it was dealt to; null while it was dealt to none. */
  seat: number | null;
  /** The type of the option being typed, of an autocomplete. */
  focusedType: number | null;
  /** The message whose component was used. */
  sourceId: string | null;
  /** The stage's epoch ms. */
  createdAt: number;
  /** `performance.now()` when it left. */
  sentAt: number;
  /** Real milliseconds until the first answer; null while there is none. */
  answeredIn: number | null;
  /** The type of the first answer. */
  answerType: number | null;
  /** The message `@original` stands for. */
  originalId: string | null;
  choices: OfferedChoice[];
  modal: Modal | null;
};

export type InteractionStore = {
  add(interaction: Interaction): void;
  byId(id: string, token: string): Interaction | undefined;
  byToken(token: string): Interaction | undefined;
  get(id: string): Interaction | undefined;
  /** Those that were answered with a form, in the order of the answers. */
  withForm(): readonly Interaction[];
  /** Tells of every first answer. */
  readonly answered: Feed<Interaction>;
  /** Too late for a first answer: three real seconds have passed since it was sent. */
  isLate(interaction: Interaction): boolean;
  /** Too late for anything: its token's fifteen minutes of stage time are over. */
  isSpent(interaction: Interaction): boolean;
};

/** Where a stage keeps its interactions. */
export function interactionStore(clock: StageClock): InteractionStore {
  const byToken = new Map<string, Interaction>();
  const byId = new Map<string, Interaction>();
  const forms: Interaction[] = [];
  const answered = feed<Interaction>();
  answered.listen((interaction) => interaction.modal && forms.push(interaction));
  return {
    add: (interaction) => {
      byToken.set(interaction.token, interaction);
      byId.set(interaction.id, interaction);
    },
    byToken: (token) => byToken.get(token),
    get: (id) => byId.get(id),
    byId: (id, token) => {
      const found = byToken.get(token);
      return found?.id === id ? found : undefined;
    },
    withForm: () => forms,
    answered,
    isLate: (interaction) => performance.now() - interaction.sentAt > ANSWER_WITHIN,
    isSpent: (interaction) => clock.now() - interaction.createdAt >= TOKEN_LIVES,
  };
}
