import { z } from 'zod/v4';
import type { SlotProblem } from '../domain/replies/notice.ts';
import { CLOSING_QUOTES, OPENING_QUOTES, STOPS } from './letters.ts';
import { parseChangeId, parseDriftId } from '../domain/ids.ts';

/** Slot schemas shared by commands. What is wrong is said by a name, which `words` has a sentence for. */
export const problem = (name: SlotProblem): SlotProblem => name;

export const LONGEST_NAME = 256;

const QUOTES = new RegExp(`^[${OPENING_QUOTES}](.*)[${CLOSING_QUOTES}]$`, 'u');

/** Where a full stop can only be the sentence's: after a closing quote, a domain or a tenant id. `Contoso Ltd.` keeps its own. */
const SENTENCE_END = new RegExp(
  `^([${OPENING_QUOTES}].*[${CLOSING_QUOTES}]|\\S+\\.[\\p{L}\\p{N}-]{2,}|\\S+/|\\{?[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}\\}?)\\s*[${STOPS}]+$`,
  'iu',
);

/** An address of the web: what it leads to is a domain. */
const WEB_ADDRESS = /^(?:https?:\/\/([^\s/?#@:]+)(?::\d+)?(?:[/?#]\S*)?|([^\s/?#@:]+)\/+)$/iu;
/** A link as Markdown writes one: what is seen of it is what was meant. */
const LINK = /^\[([^[\]]+)\]\(https?:[^\s()]+\)$/iu;
/** As Windows writes GUIDs, and as this document's grammar marks a slot. */
const BRACES = /^(?:\{([\da-f-]{36})\}|<([^<>]+)>)$/iu;

/** A tenant's domain or id without what addresses and programs put around it. */
function bareAddress(text: string): string {
  const seen = LINK.exec(text)?.[1] ?? text;
  const [, guid, slot] = BRACES.exec(seen) ?? [];
  const bare = guid ?? slot ?? seen;
  const [, host, domain] = WEB_ADDRESS.exec(bare) ?? [];
  return host ?? domain ?? bare;
}

/** A name, with or without quotes, as it stands within a sentence. */
const nameSlot = z
  .string()
  // As in `enable sync for Fabrikam, because …`.
  .transform((text) => text.replace(/[,;]+$/, ''))
  .transform((text) => SENTENCE_END.exec(text)?.[1] ?? text)
  .transform((text) => (QUOTES.exec(text)?.[1] ?? text).trim());

/** A tenant id, domain or display name, with or without quotes. */
export const partnerSlot = nameSlot
  .transform(bareAddress)
  .pipe(z.string().min(1, problem('partnerMissing')).max(LONGEST_NAME, problem('partnerTooLong')));

export const LONGEST_REASON = 500;

export const reasonSlot = z
  .string()
  .max(LONGEST_REASON, problem('reasonTooLong'))
  .optional()
  .transform((text) => text ?? null);

/** A line with the reason that it takes, or lacked. */
export const because = (line: string, reason: string | null): string =>
  reason === null ? line : `${line} because ${reason}`;

export const pageSlot = z
  .string()
  .regex(/^[1-9]\d{0,4}$/, problem('pageNoNumber'))
  .optional()
  .transform((text) => Number(text ?? '1'));

/** A policy's display name, with or without quotes. */
export const policyNameSlot = nameSlot.pipe(
  z.string().min(1, problem('policyNameMissing')).max(LONGEST_NAME, problem('policyNameTooLong')),
);

/** Autocorrection makes longer ones of them. */
const plainHyphens = (text: string): string => text.normalize('NFKC').replace(/[\p{Dash_Punctuation}\u2212]/gu, '-');

export const changeSlot = nameSlot.transform((text, context) => {
  const id = parseChangeId(plainHyphens(text));
  if (id === undefined) context.addIssue(problem('noChangeId'));
  return id ?? z.NEVER;
});

/**
 * A change's id after a word that people also begin other sentences with. What has more than one word is no id; that is
 * no problem to tell of, but another line.
 */
export const typedChangeSlot = z.string().regex(/^\S+$/, { abort: true }).pipe(changeSlot);

/** What may stand around a code, and is no part of it. */
const AROUND_CODE = new RegExp(`^[(${OPENING_QUOTES}]+|[)${CLOSING_QUOTES}${STOPS},;]+$`, 'gu');
/** The end of a tenant id; fewer or more digits are a slip. */
const CODE = /^(?:[\da-f]{4}|\d+)$/i;

/**
 * What a card asks to be typed, after a change's id. Any other words there make another line of it, as in `confirm
 * C-... not yet`: no problem to tell of, and above all no decision.
 */
export const codeSlot = z
  .string()
  .transform((text) => text.normalize('NFKC').replace(AROUND_CODE, ''))
  .pipe(z.string().regex(CODE));

export const driftSlot = z.string().transform((text, context) => {
  const id = parseDriftId(plainHyphens(text));
  if (id === undefined) context.addIssue(problem('noDriftId'));
  return id ?? z.NEVER;
});

/** Whose invitations are redeemed: `from` a partner is inbound, `to` a partner is outbound. */
export const HALVES = { from: 'inbound', to: 'outbound' } as const;
