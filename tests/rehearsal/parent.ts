import { fileURLToPath } from 'node:url';
import { openStage } from '../../src/rehearsal/stage.ts';

/** A stage with its bot, to be killed. */
const stage = await openStage({ entry: fileURLToPath(new URL('./child-bot.ts', import.meta.url)) });
await stage.startBot({ PATH: process.env.PATH });
