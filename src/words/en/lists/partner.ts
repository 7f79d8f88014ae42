import { offersOfPartner } from '../../../commands/offers.ts';
import type { Offer } from '../../../domain/replies/offer.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Line } from '../../line.ts';
import { localMoment } from '../moment.ts';
import { shortened } from '../../text.ts';

/** It stands in full among the settings. */
const LONGEST_POLICY_NAME = 60;

/** Who one organisation is, and what can be done about it. What is to be typed for it is `typed`. */
export const partner = {
  /** @param called what the policy is called */
  misnamed: (called: string, rename: Offer | undefined): Line => [
    '⚠ The policy’s name, ',
    { strong: shortened(called, LONGEST_POLICY_NAME) },
    ', is not the organisation’s.',
    ...(rename === undefined ? [] : [' To change it, type ', { say: rename }, '.']),
  ],
  /** Of a setting that ends; for a text block. How far off it is there is no room for. */
  until: (at: Instant): string => `until ${localMoment(at)}`,
  stop: (typed: string): Line => ['To stop it, type ', { say: offersOfPartner.disableSync(typed) }, '.'],
  addAndAllow: (typed: string): Line => [
    'To add it and allow user sync, type ',
    { say: offersOfPartner.enableSync(typed) },
    '.',
  ],
  allow: (typed: string): Line => [
    'Missing on our side: ',
    { strong: 'user sync' },
    '. To allow it, type ',
    { say: offersOfPartner.enableSync(typed) },
    '.',
  ],
};

/** Whether an organisation is a partner. */
export const tenant = {
  title: (isPartner: boolean): string =>
    isPartner ? 'This organisation is a partner' : 'This organisation is not a partner',
  toast: (isPartner: boolean): string => (isPartner ? 'a partner' : 'not a partner'),
  show: (typed: string): Line => ['See its settings: type ', { say: offersOfPartner.show(typed) }, '.'],
  add: (typed: string): Line => ['To add it, type ', { say: offersOfPartner.add(typed) }, '.'],
};
