import { z } from 'zod/v4-mini';
import type { PartnerFilter } from '../../domain/replies/reply.ts';
import { defineCommand } from '../command.ts';
import { pageSlot } from '../slots.ts';

const whatSlot = z.optional(z.enum(['sync', 'trust', 'guests', 'connect', 'redemption']));
const howSlot = z.optional(z.enum(['on', 'off', 'none', 'unrestricted', 'restricted']));

/** Beside sync, by what lets more in, as it is for the partner: by its own setting, or by the default. */
export const listPartners = defineCommand({
  topic: 'partners',
  name: 'list partners',
  usage:
    'list partners [with <what:sync|trust|guests|connect|redemption> <how:on|off|none|unrestricted|restricted>] [page <page>]',
  example: 'list partners with sync on',
  access: 'read',
  operations: ['listPartners', 'readDefaults'],
  slots: z.object({ what: whatSlot, how: howSlot, page: pageSlot }),
  request: ({ what, how, page }) => ({ kind: 'listPartners', filter: filterOf(what, how), page }),
});

function filterOf(what: z.infer<typeof whatSlot>, how: z.infer<typeof howSlot>): PartnerFilter {
  if (what === undefined || how === undefined) return 'any';
  const isOn = how === 'on' || how === 'unrestricted';
  // Of sync, none is something else than off: there is no policy.
  if (what === 'sync') return how === 'none' ? how : isOn ? 'on' : 'off';
  return isOn ? `${what}On` : `${what}Off`;
}
