import { trustSet } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const trustCompliantDevices = changeCommand({
  topic: 'partners',
  name: 'trust compliant devices',
  preposition: 'from',
  example: 'trust compliant devices from fabrikam.com',
  operations: ['addPartner', 'updateSettings'],
  goal: trustSet('trustCompliantDevices', true),
});
