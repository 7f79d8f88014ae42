import { isMicrosoftSupport, type TenantInformation } from '../../domain/partners/tenant.ts';
import type { Line } from '../line.ts';
import { ownDomain, ownName } from '../names.ts';
import { shortened, withoutMiddle } from '../text.ts';

/** The name as its owner wrote it, or words for none: text that is still to be made fit. */
export const nameOf = (tenant: TenantInformation): string => ownName(tenant) ?? 'Name not known';

export const domainOf = (tenant: TenantInformation): string => ownDomain(tenant) ?? 'Domain not known';

/** A support case may add Microsoft's own support tenant as a partner; without a label it looks like an intruder. */
const supportLines = ({ tenantId }: TenantInformation): readonly Line[] =>
  isMicrosoftSupport(tenantId)
    ? [[{ strong: 'This is Microsoft’s own support tenant;' }, ' a support case may add it as a partner.']]
    : [];

/** What a tenant is called. */
export const tenants = {
  nameOf,
  domainOf,
  /** @param longest of name and domain each; left out: as long as they are */
  heading: (tenant: TenantInformation, longest = Number.POSITIVE_INFINITY): Line => [
    { strong: shortened(nameOf(tenant), longest) },
    ', ',
    { wrote: withoutMiddle(domainOf(tenant), longest) },
  ],
  supportLines,
};
