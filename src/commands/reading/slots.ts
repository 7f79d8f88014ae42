import { z } from 'zod/v4-mini';
import type { SlotProblem } from '../../domain/replies/notice.ts';
import { CLOSING_QUOTES, OPENING_QUOTES, STOPS, withoutEnd } from './letters.ts';
import { parseChangeId, parseDriftId } from '../../domain/ids.ts';

/** Slot schemas shared by commands. What is wrong is said by a name, which `words` has a sentence for. */
export const problem = (name: SlotProblem): SlotProblem => name;

/** What a text stands for; undefined: that is what is wrong with it. */
export const readBy = <Value>(read: (text: string) => Value | undefined, wrong: SlotProblem) =>
  z.transform((text: string, context): Value => {
    const value = read(text);
    if (value === undefined) context.issues.push({ code: 'custom', input: text, message: problem(wrong) });
    return value ?? z.NEVER;
  });

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
const nameSlot = z.pipe(
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((text) => withoutEnd(text, ',;:')),
    ),
    z.transform((text) => SENTENCE_END.exec(text)?.[1] ?? text),
  ),
  z.transform((text) => (QUOTES.exec(text)?.[1] ?? text).trim()),
);

/** A tenant id, domain or display name, with or without quotes. */
export const partnerSlot = z.pipe(
  z.pipe(nameSlot, z.transform(bareAddress)),
  z.string().check(z.minLength(1, problem('partnerMissing')), z.maxLength(LONGEST_NAME, problem('partnerTooLong'))),
);

export const LONGEST_REASON = 500;

/** Where a reason is to stand in a line that the bot shows, and dots: whoever leaves it there has given none. */
const NO_REASON = /^(?:<\w*>|…|\.{2,})$/;

export const reasonSlot = z.pipe(
  z.optional(z.string().check(z.maxLength(LONGEST_REASON, problem('reasonTooLong')))),
  z.transform((text) => (text === undefined || NO_REASON.test(text) ? null : text)),
);

/** A line with the reason that it takes, or lacked. */
export const because = (line: string, reason: string | null): string =>
  reason === null ? line : `${line} because ${reason}`;

const PAGE = z.string().check(z.regex(/^[1-9]\d{0,4}$/, problem('pageNoNumber')));

export const pageSlot = z.pipe(
  z.optional(PAGE),
  z.transform((text) => Number(text ?? '1')),
);

/** A page of something that is shown as a whole where none is named; undefined then. */
export const innerPageSlot = z.optional(z.pipe(PAGE, z.transform(Number)));

/** Nobody said when: in the morning. */
const MORNING = '09:00';
const TIME = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/;

/** A time of day, in minutes since midnight. */
export const timeSlot = z.pipe(
  z.pipe(
    z.optional(z.string().check(z.regex(TIME, problem('noTime')))),
    z.transform((text) => TIME.exec(text ?? MORNING) ?? []),
  ),
  z.transform(([, hours, minutes]) => Number(hours) * 60 + Number(minutes)),
);

/** A policy's display name, with or without quotes. */
export const policyNameSlot = z.pipe(
  nameSlot,
  z
    .string()
    .check(z.minLength(1, problem('policyNameMissing')), z.maxLength(LONGEST_NAME, problem('policyNameTooLong'))),
);

/** Autocorrection makes longer ones of them. */
export const plainHyphens = (text: string): string =>
  text.normalize('NFKC').replace(/[\p{Dash_Punctuation}\u2212]/gu, '-');

export const changeSlot = z.pipe(
  nameSlot,
  readBy((text) => parseChangeId(plainHyphens(text)), 'noChangeId'),
);

/**
 * A change's id after a word that people also begin other sentences with. What has more than one word is no id; that is
 * no problem to tell of, but another line.
 */
export const typedChangeSlot = z.pipe(z.string().check(z.regex(/^\S+$/, { abort: true })), changeSlot);

/** What may stand around a code, and is no part of it. */
const BEFORE_CODE = new RegExp(`^[(${OPENING_QUOTES}]+`, 'u');
const AFTER_CODE = `)${CLOSING_QUOTES}${STOPS},;`;
/** With all that. */
const LONGEST_CODE = 40;
/** The end of a tenant id; fewer or more digits are a slip. */
const CODE = /^(?:[\da-f]{4}|\d+)$/i;

/**
 * What a card asks to be typed, after a change's id. Any other words there make another line of it, as in `confirm
 * C-... not yet`: no problem to tell of, and above all no decision.
 */
export const codeSlot = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(LONGEST_CODE)),
    z.transform((text) => withoutEnd(text.normalize('NFKC').replace(BEFORE_CODE, ''), AFTER_CODE)),
  ),
  z.string().check(z.regex(CODE)),
);

export const driftSlot = z.pipe(
  nameSlot,
  readBy((text) => parseDriftId(plainHyphens(text)), 'noDriftId'),
);

/** Of what carries an end: a change's id, or a drift's. */
export const endSlot = z.pipe(
  nameSlot,
  readBy((text) => parseChangeId(plainHyphens(text)) ?? parseDriftId(plainHyphens(text)), 'noEndId'),
);

/** Whose invitations are redeemed: `from` a partner is inbound, `to` a partner is outbound. */
export const HALVES = { from: 'inbound', to: 'outbound' } as const;
