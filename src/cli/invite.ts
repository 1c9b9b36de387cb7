import { parseArgs } from 'node:util';
import { loadConfig } from '../config.ts';
import { inviteLink, PERMISSIONS } from '../discord/permissions.ts';
import { type CliCommand, CliError } from './command.ts';

const HELP = `usage: marquee invite [APPLICATION_ID]

Prints the link that lets the bot into a server, with just the scopes and permissions it needs. The application's id
stands on its page "General Information"; left out, it is read from DISCORD_TOKEN, whose first part holds it.`;

/** `marquee invite`: the link, and what each permission is for. */
export const invite: CliCommand = {
  words: ['invite'],
  summary: 'the link that invites the bot to a server',
  help: HELP,
  async run(args, io) {
    const { positionals } = parseArgs({ args, allowPositionals: true, strict: true });
    const id = positionals[0] ?? idInToken(loadConfig(io.env).token);
    if (id === undefined || !/^\d{15,20}$/.test(id)) {
      throw new CliError(
        'Which application? Give its id (15 to 20 digits, on its page "General Information"), for example: marquee invite 123456789012345678, or set DISCORD_TOKEN.',
      );
    }
    for (const [name, reason] of Object.entries(PERMISSIONS)) io.note(`${name.padEnd(22)} ${reason}`);
    io.out(inviteLink(id));
    return 0;
  },
};

/** The first part of a bot token is the application's id in base64. It is no secret. */
function idInToken(token: string | undefined): string | undefined {
  return token === undefined ? undefined : Buffer.from(token.split('.')[0] ?? '', 'base64').toString('latin1');
}
