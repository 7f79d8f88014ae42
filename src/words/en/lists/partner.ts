import type { TenantId } from '../../../domain/ids.ts';
import type { Line } from '../../line.ts';

/** Who one organisation is, and what can be done about it. What is to be typed for it is `typed`. */
export const partner = {
  lookTwice: '⚠ Look twice: is this really the one you mean?',
  /** @param called what the policy is called */
  misnamed: (called: string, tenantId: TenantId, displayName: string): Line => [
    'The policy’s name, ',
    { strong: called },
    ', is not the organisation’s. To change it, type ',
    { say: `rename sync policy for ${tenantId} to "${displayName}"` },
    '.',
  ],
  stop: (typed: string): Line => ['To stop it, type ', { say: `disable sync for ${typed}` }, '.'],
  addAndAllow: (typed: string): Line => [
    'To add it and allow user sync, type ',
    { say: `enable sync for ${typed}` },
    '.',
  ],
  allow: (typed: string): Line => [
    'Missing on our side: ',
    { strong: 'user sync' },
    '. To allow it, type ',
    { say: `enable sync for ${typed}` },
    '.',
  ],
};

/** Whether an organisation is a partner. */
export const tenant = {
  title: (isPartner: boolean): string =>
    isPartner ? 'This organisation is a partner' : 'This organisation is no partner',
  toast: (isPartner: boolean): string => (isPartner ? 'a partner' : 'no partner'),
  show: (typed: string): Line => ['See its settings: type ', { say: `show ${typed}` }, '.'],
  add: (typed: string): Line => ['To add it, type ', { say: `add partner ${typed}` }, '.'],
};
