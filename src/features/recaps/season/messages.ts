import { route } from '../../../discord/routes.ts';

export const seasonRoute = route('recaps/season/:clubId/:year/:page');
