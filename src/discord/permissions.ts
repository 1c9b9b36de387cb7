import { OAuth2Scopes, PermissionFlagsBits } from 'discord.js';

/** What the bot asks of a server, and what for. `marquee invite` and the stage's servers are made from this list. */
export const PERMISSIONS = {
  ViewChannel: 'to see the channel where a command is used',
  SendMessages: 'to post film cards, votes and their results',
  ReadMessageHistory: 'to find its own posts again after a restart',
  AttachFiles: 'to show how a vote was counted, as a picture',
  SendPolls: "to open a vote as one of Discord's own polls",
  CreatePrivateThreads: 'to open a discussion that only those enter who have seen the film',
  CreatePublicThreads: 'to open a discussion in the open where a private one is not allowed',
  SendMessagesInThreads: 'to begin a discussion and to let members in',
  ManageThreads: 'to close a discussion and to put somebody out of one',
  ManageMessages: 'to take a message away when it is posted again behind a curtain',
  ManageChannels: 'to make the forum of a club that wants its discussions in one; leave it out otherwise',
  CreateEvents: "to put a movie night among the server's events",
  Connect: 'to announce a movie night in a voice channel',
} as const satisfies Partial<Record<keyof typeof PermissionFlagsBits, string>>;

/** What the bot does without where a server does not give it: a club's discussions are threads then. */
const SPARED: readonly string[] = ['ManageChannels'] satisfies PermissionName[];

const SCOPES = [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands] as const;

export type PermissionName = keyof typeof PERMISSIONS;

/** What of PERMISSIONS is missing from Discord's bit field and missed, in the order of the list. */
export function missingPermissions(held: bigint): PermissionName[] {
  if (held & PermissionFlagsBits.Administrator) return [];
  const names = Object.keys(PERMISSIONS) as PermissionName[];
  return names.filter((name) => !(held & PermissionFlagsBits[name]) && !SPARED.includes(name));
}

/** All of PERMISSIONS as Discord's bit field. */
export function permissionBits(): bigint {
  return (Object.keys(PERMISSIONS) as PermissionName[]).reduce((bits, name) => bits | PermissionFlagsBits[name], 0n);
}

/** The page on which a server's owner lets the bot in. */
export function inviteLink(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: SCOPES.join(' '),
    permissions: String(permissionBits()),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
