import { z } from 'zod/v4-mini';
import type { LeftOut, Spoken } from '../../commands/reading/spoken.ts';
import type { IncomingActivity } from '../activity.ts';
import { bareLine, unquoted, visibleLine } from './characters.ts';
import { readMarkup, type Piece } from './markup.ts';
import { isOwn, ownNames, withoutPlainName } from './mentions.ts';

/** Teams sends what it shows of a message beside its text, as `text/html`: only there a forwarded message is marked. */
const attachment = z.object({ contentType: z.string(), content: z.unknown() });

/** Teams takes some 28 KB of a message; what is longer is no command, and reading its markup would take time. */
const LONGEST_TEXT = 32_000;
const LONGEST_HTML = 64_000;

/**
 * What the person meant by a message: their own words in one line, without what Teams, other messages, formatting and
 * the clipboard put around them. What cannot be told apart from the words stays, and then nothing matches it.
 */
export function spokenIn(activity: IncomingActivity): Spoken {
  const { text, textFormat, attachments } = activity;
  if (text !== null && text !== undefined && text.length > LONGEST_TEXT) return { kind: 'line', text, leftOut: [] };
  const isMarkup = textFormat === 'xml' || textFormat === 'html';
  const pieces = readMarkup(text ?? '', isMarkup);
  if (isForwarded(attachments ?? []) || hasKind(pieces, 'forward')) return { kind: 'forwarded' };
  const names = ownNames(activity);
  const mentioned = pieces.some((piece) => piece.kind === 'mention' && isOwn(piece.name, names));
  const own = unquoted(pieces.map((piece) => words(piece, names)).join(''));
  const { text: seen, hid } = visibleLine(own.text);
  const called = withoutPlainName(seen, names);
  const { text: bare, formatted } = bareLine(called);
  const line = withoutPlainName(bare, names);
  const leftOut: readonly (readonly [LeftOut, boolean])[] = [
    ['mention', mentioned || called !== seen || line !== bare],
    ['quote', own.quoted || hasKind(pieces, 'quote')],
    ['formatting', formatted || hasKind(pieces, 'formatting')],
    ['invisible', hid],
  ];
  return { kind: 'line', text: line, leftOut: leftOut.flatMap(([what, was]) => (was ? [what] : [])) };
}

const hasKind = (pieces: readonly Piece[], kind: Piece['kind']): boolean => pieces.some((piece) => piece.kind === kind);

function words(piece: Piece, names: readonly string[]): string {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'mention':
      // Of somebody else, as in a reason: what it says is who.
      return isOwn(piece.name, names) ? ' ' : piece.name;
    default:
      return '';
  }
}

function isForwarded(attachments: readonly unknown[]): boolean {
  return attachments.some((each) => {
    const { data } = attachment.safeParse(each);
    if (data === undefined) return false;
    if (/^forwardedMessageReference$/i.test(data.contentType)) return true;
    if (!/^text\/html\b/i.test(data.contentType) || typeof data.content !== 'string') return false;
    if (data.content.length > LONGEST_HTML) return /\/Forward/i.test(data.content);
    return hasKind(readMarkup(data.content, true), 'forward');
  });
}
