import { component } from '../../../discord/component.ts';
import { UserError } from '../../../errors.ts';
import { isId } from '../../../lib/ids.ts';
import { loadClub } from '../../clubs/clubs.ts';
import { revealDone, revealRoute } from './messages.ts';
import { reveal } from './reveal.ts';

/** "Yes, show them now", before the club has watched its film. */
export const revealNow = component(revealRoute, 'update', async (pressed, { roundId }) => {
  const { app, guildId, locale } = pressed;
  if (!isId(roundId)) throw new UserError('failure.stale');
  const done = await reveal(app, { guildId, roundId }, pressed, true);
  return revealDone(locale, await loadClub(app.db, done.round), done);
});
