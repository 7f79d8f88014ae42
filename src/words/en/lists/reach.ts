import type { Counted } from '../../../domain/partners/visitors.ts';
import type { DirectoryProblem } from '../../../domain/problem.ts';
import type { TenantInformation } from '../../../domain/partners/tenant.ts';
import type { Line } from '../../line.ts';
import { plural } from '../plural.ts';
import { tenants } from '../tenants.ts';

/** Who is here already of another tenant. */
export const reach = {
  title: 'Who is here already',
  toast: 'who is here already',
  of: (tenant: TenantInformation): Line => tenants.partner(tenant),
  synced: 'Synchronised users',
  guests: 'Guests',
  privileged: 'With a directory role',
  newest: 'The newest came',
  lastSignIn: 'Last sign-in',
  createdToday: 'Created by sync today',
  guestsByEntra: 'Guests, by its own count',
  activeByEntra: 'Active in a month',
  unrelated: 'none: it knows of no relation',
  unsaid: 'It does not say',
  count: ({ count, isWhole }: Counted): string =>
    isWhole ? String(count) : plural(count, { one: 'at least #', other: 'at least #' }),
  orLater: 'Not before',
  nobody: 'Nobody yet',
  noSignIn: 'None that I see',
  unread: ({ permission }: DirectoryProblem): string =>
    permission === null ? 'Could not be read now' : `I may not read it: grant ${permission}`,
  estimate: (domain: string): Line => [
    'An estimate, by addresses of ',
    { domain },
    ' in Entra’s index. Roles count also through groups that can hold one.',
  ],
  byEntra: [{ strong: 'As Entra tells' }] satisfies Line,
  fromLog: ['“Today” is since 0:00 UTC, by its audit log, which is some minutes late.'] satisfies Line,
  noDomain: ['Entra names no domain of this tenant, so I cannot tell its accounts from others.'] satisfies Line,
};
