import { OAuth2Scopes, PermissionFlagsBits } from 'discord.js';

/** What the bot asks of a server, and what for. `marquee invite` and the stage's servers are made from this list. */
export const PERMISSIONS = {
  ViewChannel: 'to see the channel where a command is used',
  SendMessages: 'to post film cards, votes and their results',
  ReadMessageHistory: 'to find its own posts again after a restart',
  AttachFiles: 'to show how a vote was counted, as a picture',
  SendPolls: "to open a vote as one of Discord's own polls",
  CreateEvents: "to put a movie night among the server's events",
  Connect: 'to announce a movie night in a voice channel',
} as const satisfies Partial<Record<keyof typeof PermissionFlagsBits, string>>;

const SCOPES = [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands] as const;

export type PermissionName = keyof typeof PERMISSIONS;

/** What of PERMISSIONS is missing from Discord's bit field, in the order of the list. */
export function missingPermissions(held: bigint): PermissionName[] {
  if (held & PermissionFlagsBits.Administrator) return [];
  return (Object.keys(PERMISSIONS) as PermissionName[]).filter((name) => !(held & PermissionFlagsBits[name]));
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
