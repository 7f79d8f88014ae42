import type { Change } from './change.ts';
import type { Person } from './person.ts';
import type { Access, RoleAssignment } from './role.ts';
import type { TenantInformation } from './tenant.ts';

/** A rule said no. A value, never thrown; app/explain.ts words every kind. */
export type Refusal =
  | { readonly kind: 'anonymousSender' }
  | { readonly kind: 'foreignSender' }
  | { readonly kind: 'unknownAccount' }
  | { readonly kind: 'disabledAccount' }
  | { readonly kind: 'guestAccount' }
  | {
      readonly kind: 'roleMissing';
      readonly access: Exclude<Access, 'everyone'>;
      readonly held: readonly RoleAssignment[];
      /** Role ids the person could activate in PIM; `unread`: not asked or not allowed to ask. */
      readonly eligible: readonly string[] | 'unread';
    }
  | { readonly kind: 'partnerNotFound'; readonly text: string; readonly near: readonly TenantInformation[] }
  | { readonly kind: 'tenantUnknown'; readonly text: string }
  | { readonly kind: 'homeTenant'; readonly tenant: TenantInformation }
  | { readonly kind: 'alreadySo'; readonly partner: TenantInformation; readonly what: AlreadySo }
  | { readonly kind: 'openChange'; readonly open: Change }
  | { readonly kind: 'notRequester'; readonly requester: Person }
  | { readonly kind: 'changeUnknown' };

/** Why a change command would change nothing. */
export type AlreadySo = 'syncOn' | 'syncOff' | 'noPolicy' | 'noPartner';
