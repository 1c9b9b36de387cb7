import { command } from '../../src/discord/command.ts';
import { clubOption, inClub } from '../../src/features/clubs/which.ts';
import { aboutImport, importExport } from '../../src/features/letterboxd/components.ts';

export const letterboxd = command({
  name: 'letterboxd',
  acknowledgement: 'private',
  options: { file: { kind: 'file', required: false }, club: clubOption },
  run: async (asked, { file, club }) => {
    if (!file) return aboutImport(asked);
    const run = inClub<{ file: typeof file; club: typeof club }>('import letterboxd', (_, given, meant) =>
      importExport(asked, meant, given.file),
    );
    return run(asked, { file, club });
  },
});
