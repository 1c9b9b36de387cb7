import type { Form } from './form.ts';
import type { Acknowledgement, Answer, Asked } from './handler.ts';
import type { AnyGiven, Given, Options } from './options.ts';

export type CommandAcknowledgement = Exclude<Acknowledgement, 'update'>;

/** What a member can type: a declaration and one call. */
export type Command = {
  readonly name: string;
  readonly acknowledgement: CommandAcknowledgement;
  readonly options: Options;
  readonly run: (asked: Asked, given: AnyGiven) => Promise<Answer | Form>;
};

/** A command of several words: `/poll open`, `/poll close`. It cannot be run by itself. */
export type CommandGroup = { readonly name: string; readonly subcommands: readonly Command[] };

/** Declares a command, or a subcommand of a group; the handler's options are typed from the declaration. */
export function command<const All extends Options>(declared: {
  name: string;
  acknowledgement: CommandAcknowledgement;
  options: All;
  run: (asked: Asked, given: Given<All>) => Promise<Answer | Form>;
}): Command {
  // The dispatcher hands over every declared option, and Discord has checked that required ones are there.
  return { ...declared, run: (asked, given) => declared.run(asked, given as Given<All>) };
}

/** The message menu: something a person can do with a message. Its name is `menu.<name>.name` in the catalogue. */
export type MenuCommand = {
  readonly name: string;
  readonly menu: 'message';
  readonly acknowledgement: CommandAcknowledgement;
  readonly run: (asked: Asked, target: TargetMessage) => Promise<Answer | Form>;
};

/** The message whose menu was used, as Discord hands it over without any privileged intent. */
export type TargetMessage = {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  readonly authorName: string;
  readonly isWebhook: boolean;
  readonly isSystem: boolean;
  /** Whether an app wrote it. */
  readonly isBot: boolean;
  /** Whether text and files are all there is to it: no poll, no sticker, nothing forwarded. */
  readonly isWhole: boolean;
  readonly content: string;
  readonly attachments: readonly {
    name: string;
    url: string;
    size: number;
    description: string | null;
    contentType: string | null;
  }[];
};

export type AnyCommand = Command | CommandGroup | MenuCommand;

/** The command or subcommand that was typed, or undefined for one that does not exist. */
export function findCommand(
  commands: readonly AnyCommand[],
  name: string,
  subcommand: string | undefined,
): Command | undefined {
  const found = commands.find((one) => one.name === name);
  if (!found || 'menu' in found) return undefined;
  if ('run' in found) return subcommand === undefined ? found : undefined;
  return found.subcommands.find((one) => one.name === subcommand);
}
