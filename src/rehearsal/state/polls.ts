import type { AlarmClock } from '../alarms.ts';
import type { Feed } from '../feed.ts';
import type { MessageStore } from './messages.ts';
import type { News } from './news.ts';
import { type Message, SystemMessage } from './types.ts';

type PollAnswer = { id: number; text: string; emoji: string | null };

/** A poll of Discord's own. Times are epoch milliseconds of the stage. */
export type Poll = {
  readonly question: string;
  readonly answers: readonly PollAnswer[];
  readonly multiselect: boolean;
  expiresAt: number;
  /** User ids by answer id, in the order they voted. */
  readonly votes: ReadonlyMap<number, string[]>;
  /** Nobody can vote any more. */
  isOver: boolean;
  /** The last, exact count has been made. */
  isFinal: boolean;
};

export type PollMessage = Message & { poll: Poll };
export const hasPoll = (message: Message): message is PollMessage => message.poll !== undefined;

/** What a poll is made of; `hours` it is open. */
export type NewPoll = { question: string; answers: PollAnswer[]; multiselect: boolean; hours: number };

export type PollStore = {
  /** A poll that begins now. */
  make(given: NewPoll): Poll;
  /** Has a message's poll end when its time has come. */
  begin(message: PollMessage): void;
  /** Ends a poll before its time; the last count follows at once, but not before this returns. */
  expire(message: PollMessage): void;
  /** Makes these answers, by id, all that a person votes for. */
  vote(message: PollMessage, userId: string, answerIds: readonly number[]): void;
};

type Parts = { clock: AlarmClock; messages: MessageStore; news: Feed<News> };

const HOUR = 3_600_000;
/** After its end a poll is counted by "a background job"; so much later (ms of the stage) the count is final. */
const COUNTED_AFTER = 2_000;

const votersOf = ({ votes }: Poll, answerId: number): string[] => votes.get(answerId) ?? [];

/**
 * How many votes each answer has, by its id. Discord's numbers "may not be perfectly accurate" before the final count;
 * the stage leaves out the newest vote of every answer whose id is odd, so that whoever reads too early is found out.
 */
export function countsOf(poll: Poll): Map<number, number> {
  const counted = poll.answers.map(({ id }): [number, number] => {
    const count = votersOf(poll, id).length;
    return [id, poll.isFinal || id % 2 === 0 ? count : Math.max(0, count - 1)];
  });
  return new Map(counted.filter(([, count]) => count > 0));
}

/** The fields of the embed under a poll's result; on a tie and without a vote there is no winner. */
function resultFields(poll: Poll): { name: string; value: string }[] {
  const counts = [...countsOf(poll)];
  const most = Math.max(0, ...counts.map(([, count]) => count));
  const best = counts.filter(([, count]) => count === most);
  const winner = best.length === 1 ? poll.answers.find(({ id }) => id === best[0]?.[0]) : undefined;
  const fields: [string, string | null | undefined][] = [
    ['poll_question_text', poll.question],
    ['victor_answer_votes', String(most)],
    ['total_votes', String(counts.reduce((sum, [, count]) => sum + count, 0))],
    ['victor_answer_id', winner && String(winner.id)],
    ['victor_answer_text', winner?.text],
    ['victor_answer_emoji_name', winner?.emoji],
  ];
  return fields.flatMap(([name, value]) => (value ? [{ name, value }] : []));
}

/** Lets the polls of a stage run and end. */
export function pollStore({ clock, messages, news }: Parts): PollStore {
  const alarms = new Map<string, () => void>();
  const finish = (message: PollMessage) => {
    const { id, channelId, guildId, author, poll, editedAt } = message;
    if (poll.isFinal || !messages.get(id)) return;
    poll.isFinal = true;
    messages.edit(message, { editedAt });
    messages.create({
      ...{ channelId, guildId, author, type: SystemMessage.pollResult, about: { channelId, messageId: id } },
      ...{ pings: [author.id], embeds: [{ type: 'poll_result', fields: resultFields(poll) }] },
    });
  };
  const end = (message: PollMessage) => {
    alarms.get(message.id)?.();
    alarms.delete(message.id);
    message.poll.isOver = true;
  };
  return {
    make: ({ question, answers, multiselect, hours }) => ({
      ...{ question, answers, multiselect, isOver: false, isFinal: false },
      expiresAt: clock.now() + hours * HOUR,
      votes: new Map(answers.map(({ id }) => [id, []])),
    }),
    begin: (message) => {
      if (alarms.has(message.id) || message.poll.isOver) return;
      const over = () => {
        end(message);
        clock.at(message.poll.expiresAt + COUNTED_AFTER, () => finish(message));
      };
      alarms.set(message.id, clock.at(message.poll.expiresAt, over));
    },
    expire: (message) => {
      end(message);
      message.poll.expiresAt = clock.now();
      setImmediate(() => finish(message));
    },
    vote: (message, userId, answerIds) => {
      for (const { id: answerId } of message.poll.answers) {
        const voters = votersOf(message.poll, answerId);
        const [has, wants] = [voters.includes(userId), answerIds.includes(answerId)];
        if (has === wants) continue;
        if (wants) voters.push(userId);
        else voters.splice(voters.indexOf(userId), 1);
        news.tell({ kind: 'vote', message, userId, answerId, isAdded: wants });
      }
    },
  };
}
