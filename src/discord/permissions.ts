import { OAuth2Scopes, PermissionFlagsBits } from 'discord.js';

/** What the bot asks of a server, and what for. `marquee invite` and the stage's servers are made from this list. */
export const PERMISSIONS = {
  ViewChannel: 'to see the channel where a command is used',
  SendMessages: 'to post film cards',
} as const satisfies Partial<Record<keyof typeof PermissionFlagsBits, string>>;

const SCOPES = [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands] as const;

/** All of PERMISSIONS as Discord's bit field. */
export function permissionBits(): bigint {
  return (Object.keys(PERMISSIONS) as (keyof typeof PERMISSIONS)[]).reduce(
    (bits, name) => bits | PermissionFlagsBits[name],
    0n,
  );
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
