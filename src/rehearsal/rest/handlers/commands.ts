import type { Command, CommandBody, CommandOption } from '../../state/commands.ts';
import { guildById, memberById } from '../../state/world.ts';
import { type Call, ok, type Reply } from '../call.ts';
import { checkCommands } from '../command-rules.ts';
import { refuse } from '../errors.ts';
import { validate } from '../validate.ts';

const CREATES_A_DAY = 200;
const DAY = 24 * 60 * 60_000;

function scope(call: Call): string | null {
  if (call.param('application') !== call.world.bot.id) throw refuse.unknownApplication();
  const guildId = call.param('guild');
  if (!guildId) return null;
  const guild = guildById(call.world, guildId);
  if (!guild || !memberById(guild, call.world.bot.id)) throw refuse.missingAccess();
  return guildId;
}

function wireOption(option: CommandOption, localized: boolean): CommandOption {
  const { name_localizations, description_localizations, options, required, autocomplete, ...rest } = option;
  const flags = { ...(required ? { required } : {}), ...(autocomplete ? { autocomplete } : {}) };
  const texts = localized
    ? { name_localizations: name_localizations ?? null, description_localizations: description_localizations ?? null }
    : {};
  const inner = options ? { options: options.map((one) => wireOption(one, localized)) } : {};
  return { ...rest, ...flags, ...texts, ...inner };
}

function wireCommand(command: Command, applicationId: string, localized: boolean) {
  const { guildId, options, name_localizations, description_localizations, ...rest } = command;
  const texts = localized
    ? { name_localizations: name_localizations ?? null, description_localizations: description_localizations ?? null }
    : {};
  return {
    ...rest,
    ...texts,
    application_id: applicationId,
    ...(guildId ? { guild_id: guildId } : { contexts: command.contexts ?? null, dm_permission: true }),
    description: command.description ?? '',
    default_member_permissions: command.default_member_permissions ?? null,
    integration_types: command.integration_types ?? [0],
    nsfw: command.nsfw ?? false,
    ...(options ? { options: options.map((option) => wireOption(option, localized)) } : {}),
  };
}

/** Checks the bodies of a bulk overwrite one by one against the published schema. */
export function checkCommandBodies(body: unknown): void {
  const bodies: unknown[] = Array.isArray(body) ? body : [];
  if (!Array.isArray(body)) validate('ApplicationCommandUpdateRequest', body);
  bodies.forEach((one, index) => {
    validate('ApplicationCommandUpdateRequest', one, [index]);
  });
}

/** `GET` of the commands of the application or of one guild; `with_localizations=true` adds the translations. */
export function listCommands(call: Call): Reply {
  const localized = call.query.get('with_localizations') === 'true';
  return ok(call.world.commands.of(scope(call)).map((command) => wireCommand(command, call.world.bot.id, localized)));
}

/** `PUT` of all commands of the application or of one guild: what is not in the body is gone. */
export function replaceCommands(call: Call): Reply {
  const guildId = scope(call);
  const bodies = call.body as CommandBody[];
  checkCommands(bodies);
  const { commands, clock } = call.world;
  if (commands.createdSince(guildId, clock.now() - DAY) + commands.fresh(guildId, bodies) > CREATES_A_DAY)
    throw refuse.tooManyCreates();
  return ok(commands.replace(guildId, bodies).map((command) => wireCommand(command, call.world.bot.id, true)));
}
