import { z } from 'zod/v4-mini';
import type { IncomingActivity } from '../activity.ts';

/** Bot Framework schema: Mention entity. Either text may be missing. */
const mention = z.object({
  text: z.nullish(z.string()),
  mentioned: z.object({ id: z.string(), name: z.nullish(z.string()) }),
});

/** Teams sends others with every message, such as `clientInfo`: finding out in detail what they lack would take time. */
const isMention = (entity: unknown): boolean =>
  entity instanceof Object &&
  'type' in entity &&
  typeof entity.type === 'string' &&
  entity.type.toLowerCase() === 'mention';

/** More spellings than this nobody sends. */
const MOST_MENTIONS = 20;

const plain = (name: string): string => name.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();
const inside = (text: string): string => text.replace(/^<at[^>]*>/i, '').replace(/<\/at>$/i, '');

/** What this bot is called in this message, in small letters: by Teams as its recipient, and by each mention of it. */
export function ownNames({ recipient, entities }: IncomingActivity): readonly string[] {
  const mentions = (entities ?? []).filter(isMention).flatMap((entity) => {
    const { data } = mention.safeParse(entity);
    return data !== undefined && data.mentioned.id === recipient?.id ? [data.text, data.mentioned.name] : [];
  });
  const names = [recipient?.name, ...mentions.slice(0, MOST_MENTIONS)]
    .map((name) => plain(inside(name ?? '')).replace(/^@/, ''))
    .filter((name) => name !== '');
  return [...new Set(names)].sort((a, b) => b.length - a.length);
}

/** Whether a mention is of this bot. */
export const isOwn = (name: string, names: readonly string[]): boolean => names.includes(plain(name).replace(/^@/, ''));

/** Where a name ends. */
const BORDER = /^(?:$|[\s,;:.!?–—])/u;

/** The line without this bot's name where it is called by it in plain letters: first, or anywhere after an `@`. */
export function withoutPlainName(line: string, names: readonly string[]): string {
  const called = names.flatMap((name) => [`@${name}`, name]);
  const first = called.find((name) => startsWithName(line, name));
  const rest = first === undefined ? line : line.slice(first.length);
  return names.reduce((text, name) => withoutCalls(text, `@${name}`), rest).trim();
}

function startsWithName(line: string, name: string): boolean {
  return line.slice(0, name.length).toLowerCase() === name && BORDER.test(line.slice(name.length));
}

function withoutCalls(line: string, call: string): string {
  const small = line.toLowerCase();
  // A letter that changes its length with its case would shift all after it: then it is no plain name.
  if (small.length !== line.length || !small.includes(call)) return line;
  const kept: string[] = [];
  let from = 0;
  for (let at = small.indexOf(call); at >= 0; at = small.indexOf(call, at + call.length)) {
    const stands = (at === 0 || /\s/u.test(line.charAt(at - 1))) && BORDER.test(line.slice(at + call.length));
    if (!stands) continue;
    kept.push(line.slice(from, at));
    from = at + call.length;
  }
  return [...kept, line.slice(from)].join('');
}
