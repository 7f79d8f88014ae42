import type { Digest } from '../../src/domain/drift/digest.ts';
import type { Drift } from '../../src/domain/drift/drift.ts';
import type { DrawnTenant } from '../../src/domain/partners/tenant.ts';
import type { DriftList, Reply } from '../../src/domain/replies/reply.ts';
import type { OtherSetting } from '../../src/domain/policy/policy.ts';
import { live } from '../../src/domain/policy/snapshot.ts';
import {
  aDigest,
  aDrift,
  aDriftActor,
  anActor,
  aPerson,
  aSight,
  aTenant,
  changeIdOf,
  driftIdOf,
  HOME,
  MINUTE,
  NOW,
  objectIdOf,
} from '../builders.ts';
import { fabrikam, partnerWith, support } from './changes.ts';
import { NOBODY, TENANT_CLOSED, TENANT_OPEN, TRUST, UNSETTABLE } from './settings.ts';

/** What somebody else has changed, in every state and of every kind. */

const at = NOW + 5 * MINUTE;

const actors = [aDriftActor()];
const alike: DrawnTenant = { ...fabrikam, isAlike: true };
const terraform = anActor({ kind: 'app', name: 'Terraform', signInName: null, appId: 'app-1', ip: null });
const visitor = anActor({
  objectId: objectIdOf(8),
  name: null,
  signInName: 'ann@tailspin.example',
  organization: 'Tailspin Toys',
});

const home = aTenant({ tenantId: HOME, displayName: 'Contoso', defaultDomainName: 'contoso.com' });

const found = (overrides: Partial<Drift> = {}): Drift => aDrift({ partner: fabrikam, ...overrides });

const having = (others: readonly OtherSetting[]) => live({ ...partnerWith(false), others });
export const DRIFTS: Readonly<Record<string, Drift>> = {
  open: found(),
  'open, named': found({ actors, explained: true }),
  'open, by an app': found({ actors: [aDriftActor(terraform)], explained: true }),
  'open, by an app without an id': found({ actors: [aDriftActor({ ...terraform, appId: null, name: null })] }),
  'open, by several': found({
    actors: [aDriftActor(), aDriftActor({ ...visitor, did: ['policyName'] })],
    explained: true,
  }),
  'open, by one of several': found({
    actors: [aDriftActor({ did: [], may: ['userSync'] }), aDriftActor({ ...visitor, did: [], may: ['userSync'] })],
  }),
  'open, probably by one': found({ actors: [aDriftActor({ did: [], may: ['userSync'] })] }),
  'open, named long ago': found({
    actors: [aDriftActor({ kind: 'unsaid', signInName: null, did: [] })],
    explained: true,
  }),
  'open, while the bot was down': found({ whileDown: true }),
  'open, part of it found before': found({ actors, follows: driftIdOf(2) }),
  'open, a partner added': found({ before: live(null), after: live(partnerWith(true, true)) }),
  'open, a partner removed': found({ before: live(partnerWith(true)), after: live(null) }),
  'open, sync switched off': found({ before: live(partnerWith(true)), after: live(partnerWith(false)) }),
  'open, of one like another': found({ partner: alike }),
  'open, Microsoft support': found({ partner: support }),
  'open, what nobody knows': found({ before: having([]), after: having(UNSETTABLE) }),
  'open, all settings': found({ before: having([...UNSETTABLE, NOBODY]), after: having([TRUST]) }),
  'open, of the whole tenant': found({ partner: home, before: live(TENANT_CLOSED), after: live(TENANT_OPEN) }),
  'open, of the whole tenant, closed': found({
    partner: home,
    before: live(TENANT_OPEN),
    after: live(TENANT_CLOSED),
  }),
  accepted: found({ status: { state: 'accepted', by: aPerson(), reason: 'agreed with Fabrikam on Monday', at } }),
  reverted: found({ actors, status: { state: 'reverted', change: changeIdOf(1), at } }),
  'changed again': found({ status: { state: 'superseded', by: driftIdOf(2), at } }),
  'gone again': found({ status: { state: 'superseded', by: null, at } }),
};

const open = Object.values(DRIFTS).filter(({ status }) => status.state === 'open');

/** The second of three pages. */
export const driftList: DriftList = {
  kind: 'driftList',
  addresses: 'whole',
  drifts: open.slice(0, 4),
  page: 2,
  pages: 3,
  total: 11,
  look: null,
};

const noDrift: DriftList = { ...driftList, drifts: [], page: 1, pages: 1, total: 0 };

const digest = (counts: Partial<Digest['counts']>, shown: readonly Drift[] = []): Reply => ({
  kind: 'digest',
  digest: aDigest({ shown, counts: { all: 400, open: 400, openings: 0, openOpenings: 0, ...counts } }),
});

export const DRIFT_REPLIES: Readonly<Record<string, Reply>> = {
  ...Object.fromEntries(
    Object.entries(DRIFTS).map(([name, drift]) => [`drift, ${name}`, { kind: 'drift', drift } as const]),
  ),
  'drift, open, synced users are here': {
    kind: 'drift',
    drift: found({ actors, explained: true }),
    present: { kind: 'counted', synced: 1_204, privileged: { count: 2, isWhole: true } },
  },
  'drift list': driftList,
  'drift list, none': noDrift,
  'drift list, first look': { ...noDrift, look: { partners: 26, fresh: 0, began: true } },
  'drift list, just looked': {
    ...noDrift,
    drifts: open.slice(0, 1),
    total: 1,
    look: { partners: 1, fresh: 1, began: false },
  },
  'digest, nothing opened': digest({}),
  'digest, one opened': digest({ openings: 1, openOpenings: 1 }, open.slice(0, 1)),
  'digest, many opened': digest({ open: 399, openings: 7, openOpenings: 6 }, open.slice(0, 5)),
  'digest, one waits': digest({ openings: 1, open: 1 }, [found({ status: { state: 'superseded', by: null, at } })]),
  'digest, decided': digest({ open: 0 }),
  'sight, lost': { kind: 'sight', sight: aSight() },
  'sight, back': { kind: 'sight', sight: aSight({ at, turn: { kind: 'back', lostAt: NOW } }) },
};
