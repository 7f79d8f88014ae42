import type { Change } from '../../domain/change/change.ts';
import { couldBeMistaken } from '../../domain/partners/lookalike.ts';
import { isMicrosoftSupport, type DrawnTenant, type TenantInformation } from '../../domain/partners/tenant.ts';
import type { Line } from '../line.ts';
import { idBegins, ownDomain, ownName } from '../names.ts';
import { plain, shortened, withoutMiddle } from '../text.ts';

const NAMELESS = 'Name not known';

/** The name as its owner wrote it, or words for none: text that is still to be made fit. */
export const nameOf = (tenant: TenantInformation): string => ownName(tenant) ?? NAMELESS;

export const domainOf = (tenant: TenantInformation): string => ownDomain(tenant) ?? 'Domain not known';

/** A support case may add Microsoft's own support tenant as a partner; without a label it looks like an intruder. */
const supportLines = ({ tenantId }: TenantInformation): readonly Line[] =>
  isMicrosoftSupport(tenantId)
    ? [[{ strong: 'This is Microsoft’s own support tenant;' }, ' a support case may add it as a partner.']]
    : [];

const LONGEST_IN_TOAST = 60;
const WARNS = '⚠ ';
const ALIKE = 'it looks like another tenant.';

/** A partner wherever one is named, such as `fabrikam.com (Fabrikam) · 7f0c1f7e`: names are chosen, the id is not. */
function partner(tenant: DrawnTenant, isAlike = tenant.isAlike === true): Line {
  const [domain, name] = [ownDomain(tenant), ownName(tenant)];
  const first: Line =
    domain === null ? [{ strong: nameOf(tenant) }] : [{ domain }, ' (', { wrote: name ?? NAMELESS }, ')'];
  return [...(isAlike ? [WARNS] : []), ...first, ` · ${idBegins(tenant)}`];
}

/** Whom a change is about, as it looked when it was asked for. */
const ofChange = ({ proposal }: Change): Line => partner(proposal.partner, couldBeMistaken(proposal));

/** The same in a few words, for a notification: the domain alone tells it apart, and no markup can hide in it. */
const short = (tenant: DrawnTenant, isAlike = tenant.isAlike === true): string =>
  `${warned(plain(ownDomain(tenant) ?? nameOf(tenant), LONGEST_IN_TOAST), isAlike)} · ${idBegins(tenant)}`;

/** What somebody typed for a tenant, in as few words. */
const typed = (text: string): string => plain(text, LONGEST_IN_TOAST);

/** With what warns of a tenant that could be mistaken for another. */
const warned = (text: string, isAlike: boolean): string => `${isAlike ? WARNS : ''}${text}`;

/** What stands under a name in a list: without a domain the id is all that tells a tenant apart. */
const domainAndId = (tenant: TenantInformation): string =>
  ownDomain(tenant) === null
    ? tenant.tenantId
    : `${withoutMiddle(domainOf(tenant), LONGEST_IN_TOAST - 12)} · ${idBegins(tenant)}`;

/** Who it is where there is one line of plain text for it: the name first, which is what people look for. */
const inOneLine = (tenant: TenantInformation, isAlike: boolean): string =>
  `${warned(nameOf(tenant), isAlike)} · ${domainAndId(tenant)}`;

/** What a tenant is called. */
export const tenants = {
  /** Where a sign alone would not say why. */
  lookTwice: [`${WARNS}Look twice: ${ALIKE}`] satisfies Line,
  /** What the sign means, below a title; empty where none of them has it. */
  alikeMeans: (all: readonly { readonly isAlike?: boolean }[]): string =>
    all.some(({ isAlike }) => isAlike === true) ? ` ⚠: ${ALIKE}` : '',
  /** @param isAlike whether it could be mistaken for another; left out: as it is marked */
  partner,
  ofChange,
  short,
  typed,
  warned,
  domainAndId,
  inOneLine,
  nameOf,
  domainOf,
  /** @param longest of name and domain each; left out: as long as they are */
  heading: (tenant: TenantInformation, longest = Number.POSITIVE_INFINITY): Line => [
    { strong: shortened(nameOf(tenant), longest) },
    ', ',
    { wrote: withoutMiddle(domainOf(tenant), longest) },
  ],
  /** The same in a list: the name comes first. */
  inList: (tenant: DrawnTenant, isAlike = tenant.isAlike === true, longest = Number.POSITIVE_INFINITY): Line => [
    ...(isAlike ? [WARNS] : []),
    ...tenants.heading(tenant, longest),
    ` · ${idBegins(tenant)}`,
  ],
  supportLines,
};
