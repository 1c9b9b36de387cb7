/**
 * The colours of every picture, as #rrggbb. The ground is opaque and dark, so that a picture is one calm card on
 * Discord's light and on its dark theme. The contrasts (WCAG 2.2 AA) are held by tests/pictures/palette.test.ts.
 */
export const PALETTE = {
  ground: '#1b1f2a',
  /** Bands and grooves that only decorate. */
  groove: '#2a3040',
  text: '#f4f1ea',
  quiet: '#b6bdcc',
  bar: '#8a96b0',
  accent: '#f5b841',
} as const;

/** What texts may be written in (4.5:1 on the ground) and shapes that say something drawn in (3:1). */
export const TEXT_COLOURS = ['text', 'quiet', 'accent'] as const;
export const SHAPE_COLOURS = ['bar', 'accent', 'text'] as const;

export type Colour = keyof typeof PALETTE;
export type TextColour = (typeof TEXT_COLOURS)[number];
