// @ts-nocheck
import { inflateSync } from 'node:zlib';

export type Pixel = { readonly x: number; readonly y: number; readonly rgb: string; readonly alpha: number };
export type Picture = { readonly width: number; readonly height: number; readonly pixels: readonly Pixel[] };

const SIGNATURE = '89504e470d0a1a0a';
/** Bit depth, colour type, compression, filter method, interlacing -> bytes in a pixel. */
const FORMATS = new Map([
  ['0802000000', 3],
  ['0806000000', 4],
]);

/** Reads an 8-bit RGB or RGBA PNG without interlacing, which is what a browser writes. Throws on any other. */
export function readPng(file: Buffer): Picture {
  if (file.subarray(0, 8).toString('hex') !== SIGNATURE) throw new Error('not a PNG');
  const chunks = readChunks(file);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (header === undefined) throw new Error('no IHDR');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const size = FORMATS.get(header.subarray(8).toString('hex'));
  if (size === undefined) throw new Error('neither 8-bit RGB nor 8-bit RGBA');
  const data = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data));
  const bytes = unfilter(inflateSync(data), { stride: width * size, height, size });
  const pixels = Array.from({ length: width * height }, (_, index) => {
    const at = index * size;
    const rgb = bytes.subarray(at, at + 3).toString('hex');
    return { x: index % width, y: Math.floor(index / width), rgb, alpha: size === 4 ? bytes.readUInt8(at + 3) : 255 };
  });
  return { width, height, pixels };
}

function readChunks(file: Buffer): { type: string; data: Buffer }[] {
  const chunks = [];
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    chunks.push({ type: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

/** Undoes the filter of each line: a byte is stored as its difference from its left, upper or upper left neighbour. */
function unfilter(
  raw: Buffer,
  { stride, height, size }: { readonly stride: number; readonly height: number; readonly size: number },
): Buffer {
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw.readUInt8(y * (stride + 1));
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < size ? 0 : out.readUInt8(at - size);
      const up = y === 0 ? 0 : out.readUInt8(at - stride);
      const upperLeft = x < size || y === 0 ? 0 : out.readUInt8(at - stride - size);
      out[at] = raw.readUInt8(at + y + 1) + predict(filter, left, up, upperLeft);
    }
  }
  return out;
}

function predict(filter: number, left: number, up: number, upperLeft: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return Math.floor((left + up) / 2);
    case 4: {
      const nearest = (of: number): number => Math.abs(left + up - upperLeft - of);
      if (nearest(left) <= nearest(up) && nearest(left) <= nearest(upperLeft)) return left;
      return nearest(up) <= nearest(upperLeft) ? up : upperLeft;
    }
    default:
      throw new Error(`unknown filter ${filter}`);
  }
}
