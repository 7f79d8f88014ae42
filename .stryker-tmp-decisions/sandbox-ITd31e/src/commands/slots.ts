// @ts-nocheck
import { z } from 'zod/v4';
import { parseChangeId, parseDriftId } from '../domain/ids.ts';

/** Slot schemas shared by commands. Their messages are shown to people. */

const QUOTES = /^["'“”„«»‘’](.*)["'“”„«»‘’]$/u;

/** Where a full stop can only be the sentence's: after a closing quote, a domain or a tenant id. `Contoso Ltd.` keeps its own. */
const SENTENCE_END =
  /^(["'“”„«»‘’].*["'“”„«»‘’]|\S+\.[\p{L}\p{N}-]{2,}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\s*[.!?]+$/iu;

/** A name, with or without quotes, as it stands within a sentence. */
const nameSlot = z
  .string()
  // As in `enable sync for Fabrikam, because …`.
  .transform((text) => text.replace(/[,;]+$/, ''))
  .transform((text) => SENTENCE_END.exec(text)?.[1] ?? text)
  .transform((text) => (QUOTES.exec(text)?.[1] ?? text).trim());

/** A tenant id, domain or display name, with or without quotes. */
export const partnerSlot = nameSlot.pipe(
  z
    .string()
    .min(1, 'Name a partner: a tenant id, a domain or a display name.')
    .max(256, 'A partner’s name, domain or tenant id has at most 256 characters.'),
);

export const LONGEST_REASON = 500;

export const reasonSlot = z
  .string()
  .max(LONGEST_REASON, `A reason has at most ${LONGEST_REASON} characters.`)
  .optional()
  .transform((text) => text ?? null);

/** Where a reason may not be left out. */
export const neededReasonSlot = z.string().min(1, 'Give a reason.').max(500, 'A reason has at most 500 characters.');

export const pageSlot = z
  .string()
  .regex(/^[1-9]\d{0,4}$/, 'A page is a number from 1 up, as in: list partners page 2')
  .optional()
  .transform((text) => Number(text ?? '1'));

/** A policy's display name, with or without quotes. */
export const policyNameSlot = nameSlot.pipe(
  z.string().min(1, 'Give the policy a name.').max(256, 'A policy’s name has at most 256 characters.'),
);

export const CHANGE_ID_FORM = 'A change’s id looks like C-7K3M9QX2. To find it, type: history';

export const changeSlot = nameSlot.transform((text, context) => {
  const id = parseChangeId(text);
  if (id === undefined) context.addIssue(CHANGE_ID_FORM);
  return id ?? z.NEVER;
});

export const driftSlot = z.string().transform((text, context) => {
  const id = parseDriftId(text);
  if (id === undefined) context.addIssue('A drift’s id looks like D-7K3M9QX2. To find it, type: list drift');
  return id ?? z.NEVER;
});

/** Whose invitations are redeemed: `from` a partner is inbound, `to` a partner is outbound. */
export const HALVES = { from: 'inbound', to: 'outbound' } as const;
