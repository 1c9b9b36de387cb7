import { DiscordError } from './errors.ts';

/** The errors of channels, threads and events, by what happened. */
export const refuseThread = {
  unknownMember: () => new DiscordError(404, 10007, 'Unknown Member'),
  unknownEvent: () => new DiscordError(404, 10070, 'Unknown Guild Scheduled Event'),
  unknownTag: () => new DiscordError(404, 10087, 'Unknown Tag'),
  tooManyChannels: () => new DiscordError(400, 30013, 'Maximum number of guild channels reached (500)'),
  tooManyMembers: () => new DiscordError(400, 30033, 'Max number of thread participants has been reached (1000)'),
  tooManyEvents: () =>
    new DiscordError(400, 30038, 'Maximum number of uncompleted guild scheduled events reached (100)'),
  twinTags: () => new DiscordError(400, 40061, 'Tag names must be unique'),
  tagForbidden: () => new DiscordError(403, 40066, 'There are no tags available that can be set by non-moderators'),
  tagRequired: () => new DiscordError(400, 40067, 'A tag is required to create a forum post in this channel'),
  notText: () => new DiscordError(400, 50008, 'Cannot send messages in a non-text channel'),
  wrongType: () => new DiscordError(400, 50024, 'Cannot execute action on this channel type'),
  archived: () => new DiscordError(400, 50083, 'Thread is archived'),
  hasThread: () => new DiscordError(400, 160004, 'A thread has already been created for this message'),
  locked: () => new DiscordError(400, 160005, 'Thread is locked'),
  tooManyThreads: () => new DiscordError(400, 160006, 'Maximum number of active threads reached'),
  finishedEvent: () => new DiscordError(400, 180000, 'Cannot update a finished event'),
} as const;
