import { type AnyCommand, command } from '../src/discord/command.ts';
import { listClubs } from '../src/features/clubs/clubs.ts';
import { clubOption, inClub } from '../src/features/clubs/which.ts';
import { situationOf } from '../src/features/help/help.ts';
import { helpMessage, noClubHelp } from '../src/features/help/messages.ts';

/** @param commands all that can be typed. */
export function helpAbout(commands: () => readonly AnyCommand[]) {
  const inOne = inClub('help', async (asked, _: { club: string | undefined }, club) => {
    const situation = await situationOf(asked.app.db, club, asked);
    return helpMessage(asked.locale, situation, new Set(commands().flatMap(wordsOf)));
  });
  return command({
    name: 'help',
    acknowledgement: 'private',
    options: { club: clubOption },
    run: async (asked, given) => {
      const clubs = await listClubs(asked.app.db, asked.guildId);
      return clubs.length === 0 ? noClubHelp(asked.locale) : inOne(asked, given);
    },
  });
}

function wordsOf(declared: AnyCommand): string[] {
  if ('subcommands' in declared) return declared.subcommands.map(({ name }) => `${declared.name} ${name}`);
  return 'menu' in declared ? [] : [declared.name];
}
