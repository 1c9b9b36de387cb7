import { canView, tagsOf } from '../state/channels.ts';
import type { ScheduledEvent } from '../state/events.ts';
import type { News } from '../state/news.ts';
import type { Channel, Guild, ThreadChannel } from '../state/types.ts';
import { guildById, memberById, people, type World } from '../state/world.ts';
import { bothTexts, imagesOf } from '../view/message.ts';
import { plain } from '../view/plain.ts';
import type { Seen } from './result.ts';

type Text = { text: string; revealed: string };

const blank = { ephemeral: false, controls: [], images: [], choices: [], notification: '' };
const lines = (words: readonly (string | null | undefined)[]) => words.filter(Boolean).join('\n');
const open = (words: readonly (string | null | undefined)[]): Text => ({ text: lines(words), revealed: lines(words) });

/** The names of those who see a channel, and of `also`; or everyone. */
function viewers(guild: Guild, channel: Channel, also: readonly string[] = []): 'everyone' | string[] {
  const all = people(guild);
  const seeing = all.filter((one) => canView(guild, one, channel) || also.includes(one.user.id));
  return seeing.length === all.length ? 'everyone' : seeing.map(({ user }) => user.username);
}

function seenThread(world: World, thread: ThreadChannel, words: readonly string[], also?: readonly string[]): Seen[] {
  const guild = guildById(world, thread.guildId);
  if (!guild) return [];
  const { id, name } = thread;
  const visibleTo = viewers(guild, thread, also);
  const tags = tagsOf(thread).map((tag) => tag.name);
  const notification = words.includes('created') ? name : '';
  const channel = `#${thread.thread.parent.name}`;
  return [
    { ...blank, ...open([name, words.join(', '), ...tags]), kind: 'thread', id, channel, visibleTo, notification },
  ];
}

function seenMembers(world: World, { thread, added, removed }: Extract<News, { kind: 'members' }>): Seen[] {
  const guild = guildById(world, thread.guildId);
  const names = (ids: readonly string[]) =>
    ids.map((id) => (guild && memberById(guild, id)?.user.username) ?? 'somebody').join(', ');
  const words = [
    ...(added.length ? [`added: ${names(added)}`] : []),
    ...(removed.length ? [`removed: ${names(removed)}`] : []),
  ];
  return seenThread(world, thread, words, removed);
}

function seenChannel(world: World, channel: Channel, words: readonly string[]): Seen[] {
  const guild = guildById(world, channel.guildId);
  if (!guild) return [];
  const { id, name, topic, tags } = channel;
  const texts = open([name, words.join(', '), topic, ...(tags ?? []).map((tag) => tag.name)]);
  return [{ ...blank, ...texts, kind: 'channel', id, channel: `#${name}`, visibleTo: viewers(guild, channel) }];
}

function seenEvent(world: World, event: ScheduledEvent, words: readonly string[]): Seen[] {
  const guild = guildById(world, event.guildId);
  if (!guild) return [];
  const { id, name, description, location, image } = event;
  const place = guild.channels.find((one) => one.id === event.channelId);
  const described = (revealed: boolean) => plain(description ?? '', { world, revealed });
  const top = [name, words.join(', '), new Date(event.startsAt).toISOString(), location];
  const isPushed = words.includes('created') || words.includes('started');
  return [
    {
      ...blank,
      kind: 'event',
      id,
      channel: place ? `#${place.name}` : '',
      visibleTo: place ? viewers(guild, place) : 'everyone',
      text: lines([...top, described(false)]),
      revealed: lines([...top, described(true)]),
      notification: isPushed ? name : '',
      images: image ? [{ alt: '', spoiler: false }] : [],
    },
  ];
}

/** What people see of what happens beside messages: every name, as it stands where no curtain can be. */
export function seenNews(world: World, news: News): Seen[] {
  if (news.kind === 'thread') return seenThread(world, news.thread, news.words);
  if (news.kind === 'members') return seenMembers(world, news);
  if (news.kind === 'channel') return seenChannel(world, news.channel, news.words);
  if (news.kind === 'event') return seenEvent(world, news.event, news.words);
  if (news.kind === 'access' || news.kind === 'guild' || news.kind === 'role' || news.kind === 'vote') return [];
  const guild = guildById(world, news.event.guildId);
  const name = (guild && memberById(guild, news.userId)?.user.username) ?? 'somebody';
  return seenEvent(world, news.event, [news.isComing ? `${name} comes` : `${name} does not come`]);
}

/** The posts of a forum as its list shows them: the name, the tags, the beginning of the first message, its pictures. */
export function seenPosts(world: World, forum: Channel): Seen[] {
  const posts = world.threads.in(forum.guildId).filter(({ thread }) => thread.parent.id === forum.id);
  return posts.flatMap((post) => {
    const starter = world.messages.get(post.id);
    const [seen] = seenThread(world, post, post.thread.archived ? ['archived'] : []);
    if (!seen) return [];
    if (!starter) return [seen];
    const { text, revealed } = bothTexts(starter, world);
    const images = imagesOf(starter).slice(0, 1);
    return [{ ...seen, text: lines([seen.text, text]), revealed: lines([seen.revealed, revealed]), images }];
  });
}
