import type { Person } from '../domain/people/person.ts';
import type { TenantInformation } from '../domain/partners/tenant.ts';
import type { Span } from './line.ts';
import { isBlank, shortened, visible, withoutMiddle } from './text.ts';

/** Names that people and tenants chose, no longer than a sentence can bear. No language: runs and toasts clean them. */

const LONGEST_PERSON = 40;
const LONGEST_TENANT = 48;
const LONGEST_DOMAIN = 60;

/** What a person is called: the object id where Teams told no name. */
export const personCalled = ({ displayName, objectId }: Pick<Person, 'displayName' | 'objectId'>): string =>
  shortened(visible(isBlank(displayName) ? objectId : displayName), LONGEST_PERSON);

/** The same in a line. */
export const personName = (person: Person): Span => ({ strong: personCalled(person) });

/** A tenant's name as its owner wrote it; null: there is nothing to see. */
export function ownName({ displayName: name }: TenantInformation): string | null {
  return name === null || isBlank(name) ? null : shortened(visible(name), LONGEST_TENANT);
}

/** A tenant's domain; null: there is nothing to see. */
export function ownDomain({ defaultDomainName: domain }: TenantInformation): string | null {
  return domain === null || isBlank(domain) ? null : withoutMiddle(visible(domain), LONGEST_DOMAIN);
}

/** How much of a tenant's id tells it from others: up to the first hyphen. */
const ID_BEGINS = 8;

export const idBegins = ({ tenantId }: TenantInformation): string => tenantId.slice(0, ID_BEGINS);
