import type { Message } from '../discord/message.ts';
import type { Safe } from '../lib/safe.ts';
import { barLines, CURTAIN_LIMIT } from './markup.ts';

// A person's message, posted again behind a curtain: with its text and files, which in no other place have a spoiler flag.

/** A file of a message: what it is called, what a screen reader says of it, and its media type where that is known. */
export type OriginalFile = {
  readonly name: string;
  readonly description: string | null;
  readonly contentType: string | null;
};

type Components = Message['components'];
type Inside = Extract<Components[number], { type: 17 }>['components'][number];

/** Kinds of files that keep their kind. Any other ending could be a person's words. */
const ENDINGS =
  /\.(png|jpe?g|gif|webp|avif|mp4|mov|webm|mp3|ogg|wav|m4a|flac|txt|md|pdf|csv|json|zip|gz|docx?|odt|srt)$/i;
const SHOWN = /^(image|video)\//;
const GALLERY = 10;

/**
 * A name that says nothing, and that Discord's older clients hide a file by.
 * @param place counts from 0.
 */
export function hiddenName({ name }: Pick<OriginalFile, 'name'>, place: number): string {
  return `SPOILER_${place + 1}${ENDINGS.exec(name)?.[0].toLowerCase() ?? '.bin'}`;
}

/** What stays hidden: the text, and what a screen reader says of its files. */
export function secretOf(text: string, files: readonly Pick<OriginalFile, 'description'>[]): string {
  const said = files.flatMap(({ description }, place) => (description ? [`${place + 1}: ${description}`] : []));
  return [text, ...said].filter((part) => part.trim() !== '').join('\n');
}

/** Whether a secret stands whole behind one curtain, or has to go into a file. */
export function fits(secret: string): boolean {
  return barLines(secret).markdown.length <= CURTAIN_LIMIT;
}

/**
 * The message as it is posted again: the heading in the open, all else behind the curtain, pictures and other files too,
 * each with a flag of its own.
 * @param names of files that go along, as `hiddenName` gives them.
 */
export function behindCurtain(
  heading: Safe,
  secret: string,
  files: readonly { name: string; contentType: string | null }[],
): Components {
  const hidden = barLines(secret, CURTAIN_LIMIT).markdown;
  const isShown = (file: (typeof files)[number]) => SHOWN.test(file.contentType ?? '');
  const media = files.filter(isShown).slice(0, GALLERY);
  const inside: Inside[] = [
    ...(hidden === '' ? [] : [{ type: 10 as const, content: hidden }]),
    ...(media.length > 0 ? [{ type: 12 as const, items: media.map(({ name }) => item(name)) }] : []),
    ...files.filter((file) => !isShown(file)).map(({ name }) => ({ type: 13 as const, file: at(name), spoiler: true })),
  ];
  return [
    { type: 10, content: heading.markdown },
    { type: 17, spoiler: true, components: inside },
  ];
}

function item(name: string) {
  return { media: at(name), spoiler: true };
}

function at(name: string) {
  return { url: `attachment://${name}` };
}
