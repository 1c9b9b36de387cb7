import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import type { Face } from './fonts/families.ts';
import { type Colour, PALETTE } from './palette.ts';
import { encodePng } from './png.ts';

export type Pen = SKRSContext2D;

/** Pixels; Discord shows a picture of this width at about 390 on a phone. */
export const WIDTH = 1_000;
/** Pixels kept free on every side. */
export const MARGIN = 48;
/** Pixels; what is taller is no picture for a phone, and may be more than 200 KB. */
const HEIGHT_LIMIT = 2_600;

// One for all pictures: its pixels are freed at once when it changes, not when the garbage collector comes by.
const canvas = createCanvas(WIDTH, 1);
// Fonts belong to the process and outlive a worker.
const registered = new Set(GlobalFonts.families.map(({ family }) => family));

/**
 * A picture of `height` pixels on the opaque ground, drawn by `draw`, as PNG.
 * @throws RangeError when it is taller than 2,600 pixels
 */
export function picture(height: number, draw: (pen: Pen) => void): Buffer {
  if (height > HEIGHT_LIMIT) throw new RangeError(`a picture of ${height} pixels is too tall`);
  canvas.height = Math.ceil(height);
  draw(cleanPen());
  const png = encodePng(canvas.data(), canvas.width, canvas.height);
  canvas.height = 1;
  return png;
}

function cleanPen(): Pen {
  const pen = canvas.getContext('2d', { alpha: false });
  // 'inherit' would follow the language of the machine
  pen.lang = 'en';
  pen.fillStyle = PALETTE.ground;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  return pen;
}

/** Makes faces known to the canvas and names them as CSS does. */
export function familyList(faces: readonly Face[]): string {
  for (const { name, path } of faces) {
    if (registered.has(name)) continue;
    if (!GlobalFonts.registerFromPath(path, name)) throw new Error(`${name} is no font`);
    registered.add(name);
  }
  return faces.map(({ name }) => `"${name}"`).join(', ');
}

/** A rectangle with round corners, filled. */
export function block(pen: Pen, colour: Colour, box: Box, radius = 6): void {
  pen.fillStyle = PALETTE[colour];
  pen.beginPath();
  pen.roundRect(box.x, box.y, box.width, box.height, Math.min(radius, box.width / 2, box.height / 2));
  pen.fill();
}

/** A rectangle with round corners, its outline alone, inside the box. */
export function outline(pen: Pen, colour: Colour, box: Box, radius = 6): void {
  pen.strokeStyle = PALETTE[colour];
  pen.lineWidth = 3;
  pen.setLineDash([]);
  pen.beginPath();
  const [width, height] = [Math.max(0, box.width - 3), box.height - 3];
  pen.roundRect(box.x + 1.5, box.y + 1.5, width, height, Math.min(radius, width / 2));
  pen.stroke();
}

/** A straight line; dashed when `dash` is given. */
export function line(pen: Pen, colour: Colour, from: Point, to: Point, dash: number[] = [], thick = 3): void {
  pen.strokeStyle = PALETTE[colour];
  pen.lineWidth = thick;
  pen.setLineDash(dash);
  pen.beginPath();
  pen.moveTo(from.x, from.y);
  pen.lineTo(to.x, to.y);
  pen.stroke();
}

export type Point = { x: number; y: number };
export type Box = Point & { width: number; height: number };
