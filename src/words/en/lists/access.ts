import type { TenantPart } from '../../../domain/policy/tenant-wide.ts';
import { row } from '../series.ts';

/** The kinds of settings that decide who comes in and goes out, each folded on a partner's card. */
export const access = {
  kinds: {
    guests: 'B2B collaboration',
    connect: 'Direct connect',
    trust: 'Trust',
    restrictions: 'Restrictions',
    more: 'More',
  },
  /** What unfolds each. */
  buttons: {
    guests: 'Show B2B collaboration',
    connect: 'Show direct connect',
    trust: 'Show trust',
    restrictions: 'Show restrictions',
    more: 'Show more settings',
  },
  rest: 'All others',
  notSet: 'not set',
};

const PARTS: Readonly<Record<TenantPart, string>> = {
  policy: 'Other Microsoft clouds',
  partnerTemplate: 'Template for partners',
  syncTemplate: 'Template for sync',
};
const IN_A_SENTENCE: Readonly<Record<TenantPart, string>> = {
  policy: 'which other clouds we work with',
  partnerTemplate: 'the template for partners of our multitenant organization',
  syncTemplate: 'the template for sync in it',
};

/** What applies where a partner sets nothing. */
export const defaults = {
  title: 'The default for all partners',
  about: 'Applies to every organisation wherever it has no setting of its own as a partner.',
  sync: 'No default allows sync: it is allowed for one partner at a time, or by the template.',
  /** Why it has the colour of an open door. */
  redeemed: 'Automatic redemption is on by default.',
  redemption: 'Automatic redemption',
  /** Where what is of the tenant as a whole stands. */
  parts: PARTS,
  /** What of it is not watched, either, as long as that is so. */
  unread: (parts: readonly TenantPart[]): string =>
    `I could not read ${row(parts.map((part) => IN_A_SENTENCE[part]))}: I may not, or this cloud has none.`,
};
