import { Document, isMap, isScalar, isSeq } from 'yaml';
import type { Declared, DeclaredPartner } from '../domain/declared/declared.ts';
import type { Instant } from '../domain/instant.ts';
import { calledOf } from './names.ts';

/** Of the form below; a form that reads otherwise has another one. */
export const VERSION = 1;

/**
 * Partners as YAML 1.2, fit for git: the same state gives the same bytes but for the line that says when it was read.
 * Names of tenants are comments, which are no part of what is declared. Texts are quoted, so that none reads as a number
 * or a switch elsewhere.
 */
export function declaredYaml({ home, partners }: Declared, at: Instant): string {
  const document = new Document({ version: VERSION, organization: home, partners: partners.map(inYaml) });
  document.commentBefore = ` Partners, their settings and ends. Read ${new Date(at).toISOString()}.`;
  const list = document.get('partners');
  const items = isSeq(list) ? list.items : [];
  for (const [index, { named }] of partners.entries()) {
    const item = items[index];
    const tenant = isMap(item) ? item.get('tenant', true) : undefined;
    const called = calledOf(named);
    if (isScalar(tenant) && called !== '') tenant.comment = ` ${called}`;
  }
  return document.toString({ lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' });
}

/** null: nothing of its own, so that the default applies. */
const inYaml = ({ tenantId, automaticRedemption, synchronization, trust, settings, ends }: DeclaredPartner) => ({
  tenant: tenantId,
  automaticRedemption: { inbound: automaticRedemption.inbound, outbound: automaticRedemption.outbound },
  synchronization,
  trust,
  settings: Object.fromEntries(settings),
  ends: Object.fromEntries(ends.map(([door, at]) => [door, new Date(at).toISOString()])),
});
