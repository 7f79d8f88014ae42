import type { Misuse } from '../../src/domain/drift/misuse.ts';
import { UNTOLD } from '../../src/domain/drift/trace.ts';
import { aDeed, aMisuse, aPerson, MINUTE, NOW } from '../builders.ts';

/** What the bot's own app did without the bot, in every state and of every kind. */

const resumer = { by: aPerson(), reason: 'the old secret is gone', at: NOW + 5 * MINUTE };
const changed = [true, false, null, UNTOLD, 'Fabrikam'].map((became) => ({ field: 'userSync', became }) as const);

export const MISUSES: readonly Misuse[] = [
  aMisuse(),
  aMisuse({ deeds: [aDeed({ partners: [], changed: [] })], total: 12 }),
  aMisuse({ deeds: [aDeed({ changed })], total: 2 }),
  aMisuse({ status: { state: 'open', asked: [resumer] } }),
  aMisuse({ status: { state: 'resumed', by: [resumer, resumer], at: resumer.at } }),
  aMisuse({ deeds: [aDeed({ why: 'before' }), aDeed({ why: 'outcome' })], total: 2, status: { state: 'told' } }),
];
