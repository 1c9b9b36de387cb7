import type { StageClock } from '../clock.ts';

export type Localizations = Record<string, string> | null;
type OptionChoice = { name: string; value: string | number; name_localizations?: Localizations };

export type CommandOption = {
  type: number;
  name: string;
  description: string;
  name_localizations?: Localizations;
  description_localizations?: Localizations;
  required?: boolean | null;
  autocomplete?: boolean | null;
  choices?: OptionChoice[] | null;
  options?: CommandOption[] | null;
  min_length?: number | null;
  max_length?: number | null;
  min_value?: number | null;
  max_value?: number | null;
  channel_types?: number[] | null;
};

/** A command as it is sent for registration. */
export type CommandBody = {
  name: string;
  type?: number | null;
  description?: string | null;
  name_localizations?: Localizations;
  description_localizations?: Localizations;
  options?: CommandOption[] | null;
  default_member_permissions?: string | null;
  contexts?: number[] | null;
  integration_types?: number[] | null;
  nsfw?: boolean | null;
};

export type Command = CommandBody & { id: string; type: number; version: string; guildId: string | null };

export const CommandType = { chat: 1, user: 2, message: 3 } as const;
export const OptionType = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const;

export type CommandStore = {
  /** The commands of the application (`null`) or of one guild. */
  of(guildId: string | null): Command[];
  /** Those a guild's members can use; a guild's own wins over a global one of the same name and type. */
  usableIn(guildId: string): Command[];
  /** Replaces all of a scope's commands; one of the same name and type keeps its id. */
  replace(guildId: string | null, bodies: readonly CommandBody[]): Command[];
  /** How many of these would be newly created. */
  fresh(guildId: string | null, bodies: readonly CommandBody[]): number;
  /** How many were created in a scope since an instant (epoch ms). */
  createdSince(guildId: string | null, since: number): number;
};

const sameAs = (body: CommandBody) => (command: Command) =>
  command.name === body.name && command.type === (body.type ?? CommandType.chat);

/** Where a stage keeps the registered commands. */
export function commandStore(clock: StageClock, nextId: () => string): CommandStore {
  const creations: { guildId: string | null; at: number }[] = [];
  const scopes = new Map<string | null, Command[]>();
  const of = (guildId: string | null) => scopes.get(guildId) ?? [];
  const fresh = (guildId: string | null, bodies: readonly CommandBody[]) =>
    bodies.filter((body) => !of(guildId).some(sameAs(body))).length;
  return {
    of,
    usableIn: (guildId) => {
      const own = of(guildId);
      return [...own, ...of(null).filter((command) => !own.some(sameAs(command)))];
    },
    fresh,
    createdSince: (guildId, since) => creations.filter((one) => one.guildId === guildId && one.at > since).length,
    replace: (guildId, bodies) => {
      const born = Array.from({ length: fresh(guildId, bodies) }, () => ({ guildId, at: clock.now() }));
      creations.push(...born);
      const next = bodies.map((body): Command => {
        const id = of(guildId).find(sameAs(body))?.id ?? nextId();
        return { ...body, id, type: body.type ?? CommandType.chat, version: nextId(), guildId };
      });
      scopes.set(guildId, next);
      return next;
    },
  };
}
