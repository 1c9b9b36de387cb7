/** One refused field: `code` as Discord names it, `message` for people. */
export type FieldError = { path: readonly (string | number)[]; code: string; message: string };

/** A refused field by its path. */
export const fieldError = (path: FieldError['path'], code: string, message: string): FieldError => ({
  path,
  code,
  message,
});

/** What Discord answers instead of what was asked for. */
export class DiscordError extends Error {
  readonly status: number;
  readonly code: number;
  readonly fields: readonly FieldError[];

  constructor(status: number, code: number, message: string, fields: readonly FieldError[] = []) {
    super(message);
    this.name = 'DiscordError';
    this.status = status;
    this.code = code;
    this.fields = fields;
  }

  /** The body as it goes over the wire; field errors nest along their paths and end in `_errors`. */
  body(): Record<string, unknown> {
    const base = { message: this.message, code: this.code };
    return this.fields.length ? { ...base, errors: nested(this.fields) } : base;
  }
}

type Nest = { [key: string]: Nest | { code: string; message: string }[] };

function nested(fields: readonly FieldError[]): Nest {
  const root: Nest = {};
  for (const { path, code, message } of fields) {
    let at = root;
    for (const key of path.map(String)) {
      const next = at[key];
      const nest = next && !Array.isArray(next) ? next : {};
      at[key] = nest;
      at = nest;
    }
    const errors = at._errors;
    at._errors = [...(Array.isArray(errors) ? errors : []), { code, message }];
  }
  return root;
}

/** A body Discord does not take. */
export const invalidForm = (fields: readonly FieldError[]) => new DiscordError(400, 50035, 'Invalid Form Body', fields);

/** A body in which one field is not taken. */
export const invalidField = (path: readonly (string | number)[], code: string, message: string) =>
  invalidForm([{ path, code, message }]);

/** The errors this stage knows, by what happened. */
export const refuse = {
  unauthorized: () => new DiscordError(401, 0, '401: Unauthorized'),
  unserved: (route: string) => new DiscordError(404, 0, `404: Not Found (the stage does not serve ${route})`),
  notAllowed: () => new DiscordError(405, 0, '405: Method Not Allowed'),
  badVersion: () => new DiscordError(400, 50041, 'Invalid API version provided'),
  badJson: () => new DiscordError(400, 50109, 'The request body contains invalid JSON.'),
  tooLarge: () => new DiscordError(413, 40005, 'Request entity too large'),
  serverError: () => new DiscordError(500, 0, '500: Internal Server Error'),
  unknownApplication: () => new DiscordError(404, 10002, 'Unknown Application'),
  unknownChannel: () => new DiscordError(404, 10003, 'Unknown Channel'),
  unknownGuild: () => new DiscordError(404, 10004, 'Unknown Guild'),
  unknownMember: () => new DiscordError(404, 10007, 'Unknown Member'),
  unknownMessage: () => new DiscordError(404, 10008, 'Unknown Message'),
  unknownUser: () => new DiscordError(404, 10013, 'Unknown User'),
  unknownWebhook: () => new DiscordError(404, 10015, 'Unknown Webhook'),
  unknownInteraction: () => new DiscordError(404, 10062, 'Unknown interaction'),
  alreadyAcknowledged: () => new DiscordError(400, 40060, 'Interaction has already been acknowledged.'),
  missingAccess: () => new DiscordError(403, 50001, 'Missing Access'),
  notAuthor: () => new DiscordError(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new DiscordError(400, 50006, 'Cannot send an empty message'),
  missingPermissions: () => new DiscordError(403, 50013, 'Missing Permissions'),
  cannotSendToUser: () => new DiscordError(403, 50007, 'Cannot send messages to this user'),
  invalidRecipients: () => new DiscordError(400, 50033, 'Invalid Recipient(s)'),
  noMutualGuilds: () =>
    new DiscordError(403, 50278, 'Cannot send messages to this user due to having no mutual guilds'),
  invalidWebhookToken: () => new DiscordError(401, 50027, 'Invalid Webhook Token'),
  tooManyCommands: () => new DiscordError(400, 30032, 'Maximum number of application commands reached (100).'),
  tooManyCreates: () =>
    new DiscordError(400, 30034, 'Max number of daily application command creates has been reached (200)'),
} as const;
