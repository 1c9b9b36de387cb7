import type { Gateway } from '../gateway/gateway.ts';
import type { Step, Verb } from '../script.ts';
import { isForum } from '../state/channels.ts';
import { type Interaction, InteractionType } from '../state/interactions.ts';
import { isLoading } from '../state/messages.ts';
import type { User } from '../state/types.ts';
import { memberById } from '../state/world.ts';
import { notificationOf } from '../view/message.ts';
import { menu, type Offered, typed, typing } from './commands.ts';
import { click, messageFor, select } from './controls.ts';
import { doEvent, rsvp } from './eventing.ts';
import { submit } from './forms.ts';
import { seenPosts } from './happenings.ts';
import { type Act, interact } from './interact.ts';
import { seenMessage } from './notebook.ts';
import { wake } from './places.ts';
import type { Seen } from './result.ts';
import { say, unsay } from './saying.ts';
import { type Scene, visibleMessages } from './scene.ts';
import { StepError } from './step-error.ts';
import { accept, doThread, giveAccess } from './threading.ts';
import { vote } from './voting.ts';

const LOOK_BACK = 50;

/** What people's steps leave behind for later ones. */
export type Memory = {
  gateway: Gateway;
  /** The choices each person was offered last. */
  offered: Map<string, Offered>;
  /** Forms that have been sent. */
  submitted: Set<string>;
  /** Who has written through a webhook, by its name. */
  webhooks: Map<string, User>;
  /** Where the stage is reached: `127.0.0.1:PORT`. */
  host(): string;
};

/** What a step did: the interaction it sent, what was looked at, or a problem of its own. */
export type Done = { interaction?: Interaction; looked?: Seen[]; error?: string | null };

type Doing = (scene: Scene, step: Step, memory: Memory) => Done;

const personIn = ({ guild, member }: Scene) => `${guild.id} ${member.user.id}`;
const send = (scene: Scene, act: Act, { gateway }: Memory): Done => {
  const { bot } = scene.world;
  if (!memberById(scene.guild, bot.id)) throw new StepError(`${bot.username} is not in this server`);
  wake(scene, act.type === InteractionType.component);
  return { interaction: interact(gateway, scene, act) };
};

/** What leaves no interaction behind. */
const plainly =
  (act: (scene: Scene, step: Step, memory: Memory) => void): Doing =>
  (scene, step, memory) => {
    act(scene, step, memory);
    return {};
  };

const type: Doing = (scene, step, memory) => {
  const act = typed(step.type ?? '', scene, memory.offered.get(personIn(scene)), memory.host());
  memory.offered.delete(personIn(scene));
  return send(scene, act, memory);
};

const startTyping: Doing = (scene, step, memory) => {
  const act = typing(step.typing ?? '', scene, memory.host());
  const done = send(scene, act, memory);
  if (done.interaction) memory.offered.set(personIn(scene), { option: act.option, interaction: done.interaction });
  return done;
};

const submitForm: Doing = (scene, step, memory) => {
  const { world, guild, member } = scene;
  const isTheirs = (one: Interaction) => one.userId === member.user.id && one.guildId === guild.id;
  const isOpen = (one: Interaction) => isTheirs(one) && !memory.submitted.has(one.id);
  const shown = world.interactions.withForm().findLast(isOpen);
  if (!shown?.modal) throw new StepError(`${member.user.username} has no form open`);
  const done = send(scene, submit(step.submit ?? {}, shown, shown.modal, scene), memory);
  memory.submitted.add(shown.id);
  return done;
};

const useMenu: Doing = (scene, step, memory) => {
  const message = messageFor(scene, step.on, (one) => one.ephemeralFor === null && !isLoading(one));
  if (!message || message.ephemeralFor !== null) throw new StepError('there is no message whose menu could be used');
  return send(scene, menu(step.menu ?? '', message, scene), memory);
};

const look: Doing = (scene) => {
  if (isForum(scene.channel)) return { looked: seenPosts(scene.world, scene.channel).slice(-LOOK_BACK) };
  const messages = visibleMessages(scene).slice(-LOOK_BACK);
  const pushed = (one: (typeof messages)[number]) => (isLoading(one) ? '' : notificationOf(one));
  return { looked: messages.map((one) => seenMessage(scene.world, 'message', one, pushed(one))) };
};

/** What people do, by the step's verb. Each throws a StepError for what Discord's client would not let them do. */
export const ACTS: Partial<Record<Verb, Doing>> = {
  type,
  typing: startTyping,
  click: (scene, step, memory) => send(scene, click(step.click ?? '', scene, step.on), memory),
  select: (scene, step, memory) => send(scene, select(step.select ?? '', step.values ?? [], scene, step.on), memory),
  submit: submitForm,
  menu: useMenu,
  say: plainly((scene, step, memory) => say(scene, step, memory.host(), memory.webhooks)),
  unsay: plainly((scene, step) => unsay(scene, step.unsay ?? '')),
  look,
  accept: plainly(accept),
  thread: plainly(doThread),
  shut: plainly((scene, step) => giveAccess(scene, step.shut ?? '', false)),
  admit: plainly((scene, step) => giveAccess(scene, step.admit ?? '', true)),
  rsvp: plainly(rsvp),
  vote: plainly(vote),
  event: plainly(doEvent),
};
