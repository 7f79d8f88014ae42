import { offers, offersOfEnd, offersOfPartner } from '../../../commands/offers.ts';
import type { Ending } from '../../../domain/ends/ending.ts';
import type { AlreadySo } from '../../../domain/policy/goals.ts';
import type { FieldName } from '../../../domain/policy/snapshot.ts';
import type { Refusal } from '../../../domain/replies/refusal.ts';
import type { Line, Message } from '../../line.ts';
import { localMoment } from '../moment.ts';
import { FIELD_LABELS } from '../changes/settings.ts';
import { whose } from '../lists/ending.ts';

/** Why a command would change nothing. */
export function alreadySo({
  what,
  partner,
  field,
  byDefault,
  ending,
}: Extract<Refusal, { kind: 'alreadySo' }>): Message {
  const { title, line } = words(
    what,
    whose({ partner, isOfDefault: byDefault === true }),
    partner.tenantId,
    called(field),
  );
  if (ending === undefined) return { tone: 'info', title, lines: [line, ['There is nothing to change.']] };
  return { tone: 'warning', title: `${title}, with an end date`, ...untilIts(ending, line) };
}

/** What is asked for once more is still closed at its end: who wants it open for longer has to decide that. */
const untilIts = ({ id, end }: Ending, line: Line): Pick<Message, 'lines' | 'texts'> => ({
  texts: [`It is so until ${localMoment(end.at)}; then I close it by myself.`],
  lines: [
    line,
    ['I changed nothing: that end date still counts.'],
    [
      'To keep it open for as long again, type ',
      { say: offersOfEnd.renew(id) },
      '; with “until” and a day after it, you choose the end date.',
    ],
    [
      'To remove the end date, close it and open it again without one: on the old end date I then ask about it, and do not close it.',
    ],
  ],
});

/** A setting as a sentence begins with it: what its label says behind a comma stands between two. */
function called(field: FieldName | undefined): string {
  const label = field === undefined ? 'That' : FIELD_LABELS[field];
  return label.includes(', ') ? `${label},` : label;
}

function words(
  what: AlreadySo,
  name: Line,
  tenantId: string,
  setting: string,
): { readonly title: string; readonly line: Line } {
  switch (what) {
    case 'syncOn':
      return { title: 'User sync is already on', line: ['User sync from ', ...name, ' is allowed.'] };
    case 'syncOff':
      return { title: 'User sync is already off', line: ['User sync from ', ...name, ' is not allowed.'] };
    case 'noPolicy':
      return {
        title: 'User sync is already off',
        line: ['There is no sync policy for ', ...name, ', so no user can be synchronised from it.'],
      };
    case 'noPartner':
      return {
        title: 'User sync is already off',
        line: [...name, ' is not a partner of this tenant, so no user can be synchronised from it.'],
      };
    case 'noPolicyToDelete':
      return { title: 'There is no sync policy', line: [...name, ' is a partner without a sync policy.'] };
    case 'noSuchPartner':
      return { title: 'That is not a partner', line: [...name, ' is not a partner of this tenant.'] };
    case 'policyExists':
      return { title: 'There is a sync policy already', line: ['There is already a sync policy for ', ...name, '.'] };
    case 'noPolicyToChange':
      return {
        title: 'There is no sync policy yet',
        line: [...name, ' has none. Create it first: type ', { say: offersOfPartner.create(tenantId) }, '.'],
      };
    case 'namedSo':
      return { title: 'It already has that name', line: ['The sync policy for ', ...name, ' has that name.'] };
    case 'groupSyncOn':
      return { title: 'Group sync is already on', line: ['Group sync from ', ...name, ' is allowed.'] };
    case 'groupSyncOff':
      return { title: 'Group sync is already off', line: ['Group sync from ', ...name, ' is not allowed.'] };
    case 'partnerExists':
      return { title: 'That is a partner already', line: [...name, ' is a partner of this tenant.'] };
    case 'redemptionOn':
    case 'trustOn':
      return { title: `${setting} is already on`, line: ['It is switched on for ', ...name, '.'] };
    case 'redemptionOff':
    case 'trustOff':
      return { title: `${setting} is already off`, line: ['It is switched off for ', ...name, '.'] };
    case 'nothingOpen':
      return {
        title: 'Nothing is open there',
        line: ['Neither sync nor redemption nor trust is on for ', ...name, '.'],
      };
    case 'nothingDeleted':
      return {
        title: 'There is no deleted sync policy',
        line: [
          'Microsoft Graph keeps none for ',
          ...name,
          '. It keeps them for 30 days; see ',
          { say: offers.listDeleted },
          '.',
        ],
      };
    case 'templateOn':
      return {
        title: 'The template already allows user sync',
        line: ['It is on for the tenants of the multitenant organization.'],
      };
    case 'templateOff':
      return {
        title: 'The template already forbids user sync',
        line: ['It is off for the tenants of the multitenant organization.'],
      };
    case 'templateReset':
      return {
        title: 'The template already says nothing of user sync',
        line: ['Each tenant of the multitenant organization keeps its own.'],
      };
  }
}
