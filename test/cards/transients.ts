import { UNTOLD } from '../../src/domain/drift/trace.ts';
import type { Transient } from '../../src/domain/drift/transient.ts';
import { aPassage, aTenant, aTransient, HOME, anActor, changeIdOf, MINUTE, NOW } from '../builders.ts';

/** What others changed and changed back, in every way that its card can tell of. */
const app = anActor({ kind: 'app', name: 'Terraform', signInName: null, objectId: null, ip: null });
const CONTOSO = aTenant({ tenantId: HOME, displayName: 'Contoso', defaultDomainName: 'contoso.com' });
export const TRANSIENTS: readonly Transient[] = [
  aTransient(),
  aTransient([aPassage({ until: null })]),
  aTransient([aPassage({ from: null })]),
  aTransient([aPassage({ until: { kind: 'change', change: changeIdOf(1), at: NOW + MINUTE } })]),
  aTransient([aPassage(), aPassage({ field: 'redemptionInbound', from: app, until: { kind: 'record', by: app } })]),
  aTransient([aPassage({ field: 'policy', meanwhile: 'present', from: app, until: null })]),
  aTransient([
    aPassage({ field: 'policyName', meanwhile: 'Renamed' }),
    aPassage({ field: 'partner', meanwhile: 'absent' }),
  ]),
  aTransient([aPassage({ meanwhile: UNTOLD }), aPassage({ meanwhile: null }), aPassage({ meanwhile: false })]),
  aTransient([
    aPassage({ partner: CONTOSO, field: 'trustMfa', opened: true }),
    aPassage({ partner: CONTOSO, field: 'otherSettings', meanwhile: UNTOLD }),
  ]),
  aTransient(Array.from({ length: 14 }, () => aPassage())),
];
