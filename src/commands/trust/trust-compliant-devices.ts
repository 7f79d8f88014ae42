import { trustSet } from '../../domain/policy/goals.ts';
import { openingCommand } from '../change-command.ts';

export const trustCompliantDevices = openingCommand({
  topic: 'trust',
  name: 'trust compliant devices',
  preposition: 'from',
  example: 'trust compliant devices from fabrikam.com',
  operations: ['addPartner', 'updateSettings'],
  door: 'trustCompliantDevices',
  goal: trustSet('trustCompliantDevices', true),
});
