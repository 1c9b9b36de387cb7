import type { Form } from '../../discord/form.ts';
import type { Answer, Asked } from '../../discord/handler.ts';
import { UserError } from '../../errors.ts';
import { type Club, resolveClub } from './clubs.ts';

export const clubOption = { kind: 'text', required: false, maxLength: 100 } as const;

export function inClub<Given extends { readonly club: string | undefined }>(
  _command: string,
  run: (asked: Asked, given: Given, club: Club) => Promise<Answer | Form>,
) {
  return async (asked: Asked, given: Given): Promise<Answer | Form> => {
    const { guildId, channelId, userId } = asked;
    const found = await resolveClub(asked.app.db, { guildId, channelId, userId, name: given.club });
    if (found.kind === 'which') throw new UserError('clubs.none');
    return run(asked, given, found.club);
  };
}
