import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';

const [WIDTH, HEIGHT, X, BASELINE] = [240, 120, 40, 80];

export type Ink = { readonly pixels: Buffer; readonly blank: boolean; readonly columns: readonly number[] };

/** What a drawing on a small white sheet leaves, with the point to draw at; `columns` are the topmost inked rows. */
export function ink(draw: (pen: SKRSContext2D, x: number, y: number) => void): Ink {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const pen = canvas.getContext('2d', { alpha: false });
  pen.lang = 'en';
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = '#000000';
  draw(pen, X, BASELINE);
  const pixels = Buffer.from(pen.getImageData(0, 0, WIDTH, HEIGHT).data);
  const inked = (x: number, y: number) =>
    [0, 1, 2].some((channel) => (pixels[(y * WIDTH + x) * 4 + channel] ?? 255) < 128);
  const rows = Array.from({ length: HEIGHT }, (_, y) => y);
  const columns = Array.from({ length: WIDTH }, (_, x) => rows.find((y) => inked(x, y)) ?? -1);
  return { pixels, blank: columns.every((top) => top < 0), columns };
}
