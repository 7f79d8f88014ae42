import { offers } from '../../../commands/offers.ts';
import type { TemplateSnapshot } from '../../../domain/policy/snapshot.ts';

/** The sync template of the multitenant organization. */
export const template = {
  title: ({ userSync }: TemplateSnapshot): string => {
    if (userSync === null) return 'The template says nothing about user sync';
    return userSync ? 'The template allows user sync' : 'The template forbids user sync';
  },
  about: [
    ['What a tenant of this multitenant organization gets as its sync policy here when it joins.'],
    ['What the template does not set, it leaves alone.'],
  ],
  heading: 'Template',
  userSync: 'User sync',
  appliesTo: 'Applies to',
  switchOn: ['To switch it on, type ', { say: offers.enableSyncInTemplate }, '.'],
  switchOff: ['To switch it off, type ', { say: offers.disableSyncInTemplate }, '.'],
  reset: ['To clear it, so that it says nothing, type ', { say: offers.resetTemplate }, '.'],
};
