import type { Logger } from 'pino';
import type { Pictures } from './pictures.ts';
import type { PictureSpec } from './specs.ts';

/**
 * A picture, or undefined where there is none to draw. Where it cannot be drawn, or its spec not be made, the log has
 * one warning and what it belongs to goes without it.
 * @param spec makes what is drawn.
 * @param about what the picture belongs to, for the log.
 */
export async function drawn(
  { pictures, log }: { pictures: Pictures; log: Logger },
  spec: () => PictureSpec | undefined,
  about: Readonly<Record<string, unknown>>,
): Promise<Buffer | undefined> {
  try {
    const shown = spec();
    return shown && (await pictures.draw(shown));
  } catch (error) {
    log.warn({ err: error, ...about }, 'a picture could not be drawn');
    return undefined;
  }
}
