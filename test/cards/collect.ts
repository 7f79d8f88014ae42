import type { Reply } from '../../src/domain/replies/reply.ts';
import { renderReply } from '../support/drawing.ts';
import { asRead, spaced } from '../support/reader.ts';
import { LATER } from './changes.ts';

/** Reads a finished card the way a client would: what is text without markdown, and what is everything else. */

export type Node = Readonly<Record<string, unknown>>;

/** Every object in the card, outermost first. */
export function nodes(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodes);
  if (!isNode(value)) return [];
  return [value, ...Object.values(value).flatMap(nodes)];
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const ofType = (card: unknown, type: string): readonly Node[] =>
  nodes(card).filter((node) => node['type'] === type);

export const runTexts = (card: unknown): readonly string[] => ofType(card, 'TextRun').map(({ text }) => String(text));

/** Every string of the card that a client may take for markdown, a title or an address: all but text runs, data, plain tooltips and whom it calls. */
export function exposedStrings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(exposedStrings);
  if (!isNode(value)) return [];
  const run = value['type'] === 'TextRun';
  return Object.entries(value).flatMap(([key, inner]) =>
    (run && key === 'text') || key === 'data' || key === 'tooltip' || key === 'msteams' ? [] : exposedStrings(inner),
  );
}

/** What a person reads: blocks as they stand, the runs of one block joined; without the spaces that only allow a break. */
export function readable(card: unknown): string {
  return nodes(card)
    .flatMap((node) => {
      if (node['type'] === 'TextBlock') return [asRead(String(node['text']))];
      return node['type'] === 'RichTextBlock' ? [spaced(runTexts(node).join(''))] : [];
    })
    .join('\n')
    .replaceAll('\u200B', '');
}

export const textOf = (reply: Reply): string => readable(renderReply(reply, LATER).card);

export const bytes = (card: unknown): number => Buffer.byteLength(JSON.stringify(card));
