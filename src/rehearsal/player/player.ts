import { type Fault, type Faults, isFault, strikesAtOnce } from '../faults.ts';
import { pingsOf } from '../rest/mentions.ts';
import { readSpan, type Step, type Verb, verbOf } from '../script.ts';
import type { Interaction } from '../state/interactions.ts';
import { isLoading } from '../state/messages.ts';
import { may, Permission } from '../state/permissions.ts';
import { notificationOf } from '../view/message.ts';
import { menu, type Offered, typed, typing } from './commands.ts';
import { click, messageFor, select } from './controls.ts';
import { submit } from './forms.ts';
import { type Act, interact } from './interact.ts';
import { recorder, seenMessage } from './recorder.ts';
import type { Seen, StepResult } from './result.ts';
import { type Scene, sceneOf, visibleMessages } from './scene.ts';
import { settle, type Watched } from './settle.ts';
import { StepError } from './step-error.ts';

const LOOK_BACK = 50;

/** What a player needs of its stage. */
export type PlayerParts = Omit<Watched, 'changes'> & {
  faults: Faults;
  startBot(): Promise<string | null>;
  stopBot(): Promise<string | null>;
  killBot(): Promise<string | null>;
  advance(ms: number): Promise<void>;
};

export type Player = {
  /** Plays one step and waits until the bot is idle. Steps are played one after another. */
  play(step: Step, by: string): Promise<StepResult>;
  /** Waits until the bot is idle. @returns what went wrong, or null. */
  idle(): Promise<string | null>;
  close(): void;
};

/** What a step did: the interaction it sent, what was looked at, or a problem of its own. */
type Done = { interaction?: Interaction; looked?: Seen[]; error?: string | null };

/** Plays the steps of a script on a stage. */
export function createPlayer(parts: PlayerParts): Player {
  const { world, gateway } = parts;
  const notes = recorder(world);
  const watched: Watched = { ...parts, changes: notes.count };
  const offered = new Map<string, Offered>();
  const spent = new Set<string>();
  let steps = 0;
  let last: Promise<unknown> = Promise.resolve();

  const send = (scene: Scene, act: Act): Done => ({ interaction: interact(gateway, scene, act) });
  const personIn = ({ guild, member }: Scene) => `${guild.id} ${member.user.id}`;

  const type = (scene: Scene, step: Step): Done => {
    const act = typed(step.type ?? '', scene, offered.get(personIn(scene)));
    offered.delete(personIn(scene));
    return send(scene, act);
  };
  const startTyping = (scene: Scene, step: Step): Done => {
    const act = typing(step.typing ?? '', scene);
    const done = send(scene, act);
    if (done.interaction) offered.set(personIn(scene), { option: act.option, interaction: done.interaction });
    return done;
  };
  const submitForm = (scene: Scene, step: Step): Done => {
    const isTheirs = (one: Interaction) => one.userId === scene.member.user.id && one.guildId === scene.guild.id;
    const shown = world.interactions.all().findLast((one) => one.modal && isTheirs(one) && !spent.has(one.id));
    if (!shown?.modal) throw new StepError(`${scene.member.user.username} has no form open`);
    const done = send(scene, submit(step.submit ?? {}, shown, shown.modal, scene));
    spent.add(shown.id);
    return done;
  };
  const useMenu = (scene: Scene, step: Step): Done => {
    const message = messageFor(scene, step.on, (one) => one.ephemeralFor === null && !isLoading(one));
    if (!message || message.ephemeralFor !== null) throw new StepError('there is no message whose menu could be used');
    return send(scene, menu(step.menu ?? '', message, scene));
  };
  const say = (scene: Scene, step: Step): Done => {
    const { guild, channel, member } = scene;
    if (!may(guild, member, channel, Permission.sendMessages))
      throw new StepError(`${member.user.username} may not write here`);
    const content = step.say ?? '';
    if (content.trim() === '' || content.length > 2_000)
      throw new StepError('a message has between 1 and 2000 characters');
    const pings = pingsOf(content, null, 'all', { guild, channel, author: member });
    world.messages.create({ guildId: guild.id, channelId: channel.id, author: member.user, content, pings });
    return {};
  };
  const look = (scene: Scene): Done => {
    const messages = visibleMessages(scene).slice(-LOOK_BACK);
    return {
      looked: messages.map((one) => seenMessage(world, 'message', one, isLoading(one) ? '' : notificationOf(one))),
    };
  };
  const fault = (step: Step): Done => {
    const word = step.fault ?? '';
    if (word === 'none') parts.faults.clear();
    if (isFault(word)) arm(word, step.times);
    return {};
  };
  const arm = (word: Fault, times: number | undefined) => {
    parts.faults.arm(word, times);
    if (strikesAtOnce(word)) gateway.strike();
  };

  const bySomebody: Partial<Record<Verb, (scene: Scene, step: Step) => Done>> = {
    type,
    typing: startTyping,
    click: (scene, step) => send(scene, click(step.click ?? '', scene, step.on)),
    select: (scene, step) => send(scene, select(step.select ?? '', step.values ?? [], scene, step.on)),
    submit: submitForm,
    menu: useMenu,
    say,
    look,
    rsvp: () => {
      throw new StepError('there is no event');
    },
  };
  const byTheStage: Partial<Record<Verb, (step: Step) => Promise<Done> | Done>> = {
    advance: async (step) => {
      await parts.advance(readSpan(step.advance ?? '') ?? 0);
      return {};
    },
    stop: async () => ({ error: await parts.stopBot() }),
    kill: async () => ({ error: await parts.killBot() }),
    start: async () => ({ error: await parts.startBot() }),
    fault,
  };

  const act = async (step: Step, by: string): Promise<Done> => {
    const verb = verbOf(step);
    const staged = byTheStage[verb];
    if (staged) return staged(step);
    return bySomebody[verb]?.(sceneOf(world, step, by), step) ?? {};
  };
  const attempt = async (step: Step, by: string): Promise<Done> => {
    try {
      return await act(step, by);
    } catch (error) {
      if (error instanceof StepError) return { error: error.message };
      throw error;
    }
  };
  const playOne = async (step: Step, by: string): Promise<StepResult> => {
    notes.begin();
    const done = await attempt(step, by);
    const problem = done.error ? null : await settle(watched, done.interaction);
    const answeredIn = done.interaction?.answeredIn ?? null;
    return {
      step: ++steps,
      ms: answeredIn === null ? null : Math.round(answeredIn * 10) / 10,
      seen: done.looked ?? notes.seen(),
      refused: notes.refused(),
      error: done.error ?? problem,
    };
  };
  return {
    play: (step, by) => {
      const next = last.then(() => playOne(step, by));
      last = next.catch(() => undefined);
      return next;
    },
    idle: () => settle(watched, undefined),
    close: notes.close,
  };
}
