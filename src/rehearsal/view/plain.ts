import { channelById, type World } from '../state/world.ts';
import { type Piece, readMarkdown } from './markdown.ts';

/** What a reader sees instead of a spoiler. Of one length always, so that length tells nothing. */
export const MASK = '▒▒▒';

/** Whether spoilers are shown, and the world whose names mentions stand for. */
export type Look = { world: World; revealed: boolean };

function nameOf(world: World, of: 'user' | 'role' | 'channel', id: string): string {
  const guilds = world.guilds;
  if (of === 'channel') return `#${channelById(world, id)?.channel.name ?? 'unknown'}`;
  if (of === 'role')
    return `@${guilds.flatMap(({ roles }) => roles).find((one) => one.id === id)?.name ?? 'unknown-role'}`;
  const member = guilds.flatMap(({ members }) => members).find(({ user }) => user.id === id);
  return `@${member?.user.username ?? 'unknown-user'}`;
}

function show(piece: Piece, look: Look): string {
  if (piece.kind === 'text') return piece.text;
  if (piece.kind === 'mention') return nameOf(look.world, piece.of, piece.id);
  if (piece.kind === 'spoiler') return look.revealed ? showAll(piece.inside, look) : MASK;
  const words = showAll(piece.inside, look);
  return words === piece.url ? words : `${words} (${piece.url})`;
}

const showAll = (pieces: readonly Piece[], look: Look): string => pieces.map((piece) => show(piece, look)).join('');

/** A markdown text as a reader sees it, in plain words. */
export const plain = (markdown: string, look: Look): string => showAll(readMarkdown(markdown), look).trim();
