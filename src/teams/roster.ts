import { z } from 'zod/v4';
import type { Readers } from '../app/ports.ts';

/** What is read of a page of members (Bot Connector: PagedMembersResult; Teams adds the tenant, the role and the name). */
const page = z.object({
  continuationToken: z.string().nullish(),
  members: z.array(
    z.looseObject({
      tenantId: z.string().nullish(),
      userRole: z.string().nullish(),
      userPrincipalName: z.string().nullish(),
    }),
  ),
});

export type Page = z.infer<typeof page>;

/** Throws where it is no page of members. */
export const readPage = (answer: unknown): Page => page.parse(answer);

/** Counts those who are not of this organisation: a guest by role or by name, anybody else by another tenant. */
export function readersAmong(members: Page['members'], home: string): Readers {
  const isStranger = ({ tenantId }: Page['members'][number]): boolean =>
    typeof tenantId === 'string' && tenantId !== '' && tenantId.toLowerCase() !== home;
  const isGuest = ({ userRole, userPrincipalName }: Page['members'][number]): boolean =>
    ['guest', 'anonymous'].includes(userRole?.toLowerCase() ?? '') ||
    (userPrincipalName ?? '').toUpperCase().includes('#EXT#');
  const strangers = members.filter(isStranger);
  return { strangers: strangers.length, guests: members.filter((one) => !isStranger(one) && isGuest(one)).length };
}
