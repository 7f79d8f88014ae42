import type { Difference } from '../shape.ts';

/**
 * Squares are compared by their mean colour: where within a pixel a letter begins hardly changes it, and a letter that is
 * elsewhere, or another background, does.
 */
const SIDE = 8;
/** By how much of 255 a part of the colour may differ. */
const LIKE = 26;

type Pixels = { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number };

async function pixelsOf(address: string): Promise<Pixels> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas');
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** The mean colour of each square, row by row. */
function means({ data, width }: Pixels, columns: number, rows: number): readonly number[] {
  const sums = new Array<number>(columns * rows * 3).fill(0);
  for (let y = 0; y < rows * SIDE; y += 1) {
    for (let x = 0; x < columns * SIDE; x += 1) {
      const square = (Math.floor(y / SIDE) * columns + Math.floor(x / SIDE)) * 3;
      for (let part = 0; part < 3; part += 1) {
        sums[square + part] = (sums[square + part] ?? 0) + (data[(y * width + x) * 4 + part] ?? 0);
      }
    }
  }
  return sums.map((sum) => sum / SIDE ** 2);
}

/** @param one, another addresses of pictures */
export async function compare(one: string, another: string): Promise<Difference> {
  const [a, b] = await Promise.all([pixelsOf(one), pixelsOf(another)]);
  const columns = Math.floor(Math.min(a.width, b.width) / SIDE);
  const rows = Math.floor(Math.min(a.height, b.height) / SIDE);
  const others = means(b, columns, rows);
  const unlike = means(a, columns, rows).flatMap((mean, n) =>
    Math.abs(mean - (others[n] ?? 0)) > LIKE ? [Math.floor(n / 3)] : [],
  );
  return { taller: b.height - a.height, squares: new Set(unlike).size };
}
