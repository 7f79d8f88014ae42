import { domainToUnicode } from 'node:url';
import { isAddress, matchPartner, type Matches } from '../../domain/partners/match-partner.ts';
import { tenantName, type TenantInformation } from '../../domain/partners/tenant.ts';
import type { TenantId } from '../../domain/ids.ts';
import type { PartnerEntry } from '../ports.ts';
import type { Resolution } from './resolution.ts';

/** A domain in plain letters, where it can be decoded; most have nothing that could be. */
export const decode = (domain: string): string =>
  /^(?!.*xn--)[a-z\d.-]*$/i.test(domain) ? domain : domainToUnicode(domain) || domain;

const inOrder = (a: TenantInformation, b: TenantInformation): number =>
  tenantName(a).localeCompare(tenantName(b), 'en') || a.tenantId.localeCompare(b.tenantId);

/** People write `partner fabrikam.com` or `the Fabrikam partner`; a partner may also really be called so. */
export function forms(text: string): readonly string[] {
  const bare = text
    .replace(/^the\s+/i, '')
    .replace(/^(partner|tenant)\s+/i, '')
    .replace(/\s+(partner|tenant)$/i, '');
  // A sentence ends with a stop, and so may a company's name: both are tried.
  const unended = bare.replace(/[.!?]+$/, '');
  return [...new Set([text, bare, unended].filter((form) => form !== ''))];
}

/** Whom of these the text names in full, where nobody else is called so. */
export function exactlyNamed(text: string, known: readonly TenantInformation[]): TenantId | undefined {
  const [one, ...others] = new Set(forms(text).flatMap((form) => matchPartner(form, known, decode).exact));
  return others.length === 0 ? one?.tenantId : undefined;
}

/** Those of the first reading that fits any. */
function partlyNamed(
  matches: readonly Matches[],
  isPartner: (tenant: TenantInformation) => boolean,
): readonly TenantInformation[] {
  for (const { partial } of matches) {
    const found = partial().filter(isPartner);
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * Which partner the text means.
 * @param known all partners, and the home tenant where the answer changes something, by name
 */
export function byName(
  text: string,
  known: readonly TenantInformation[],
  entries: readonly PartnerEntry[],
  home: TenantId | undefined,
): Resolution {
  const isPartner = (tenant: TenantInformation): boolean => tenant.tenantId !== home;
  const readings = forms(text);
  const matches = readings.map((form) => matchPartner(form, known, decode));
  // A tenant that calls itself “the Fabrikam partner” must not come before Fabrikam.
  const exact = [...new Set(matches.flatMap((match) => match.exact))].filter(isPartner);
  const [tenant, ...others] = exact.length > 0 ? exact : partlyNamed(matches, isPartner);
  if (tenant === undefined) {
    const near = matches.at(-1)?.near().filter(isPartner) ?? [];
    return { kind: 'none', refusal: { kind: 'partnerNotFound', text }, options: near, entries };
  }
  if (others.length > 0) return { kind: 'several', options: [tenant, ...others].sort(inOrder), entries };
  const alike = new Set([tenant, ...(exact.length > 0 ? matches.flatMap((match) => match.alike()) : [])]);
  const inFull = exact.length > 0 && alike.size === 1 && !readings.some(isAddress);
  const read = entries.find((entry) => entry.tenantId === tenant.tenantId);
  const options = [...alike].filter(isPartner).sort(inOrder);
  return { kind: 'one', tenant, exists: 'yes', inFull, options, entries, ...(read && { read }) };
}
