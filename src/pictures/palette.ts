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

export const TEXT_COLOURS = ['text', 'quiet', 'accent'] as const satisfies readonly Colour[];
export const GRAPHIC_COLOURS = ['bar', 'accent', 'quiet', 'text'] as const satisfies readonly Colour[];

export type Colour = keyof typeof PALETTE;
