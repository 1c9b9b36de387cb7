import type { App } from '../../../app.ts';
import type { JobHandlers } from '../../../posts/sending.ts';
import { beginRenewing, renew } from './renewing.ts';

export const filmJobs: Pick<JobHandlers, 'films/renew'> = { 'films/renew': renew };

/** Has what sources tell of films renewed day by day. */
export const keepRenewing = (app: App): Promise<void> => beginRenewing(app);
