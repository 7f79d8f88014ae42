import { trustSet } from '../../domain/policy/goals.ts';
import { openingCommand } from '../change-command.ts';

export const trustHybridDevices = openingCommand({
  topic: 'trust',
  name: 'trust hybrid devices',
  preposition: 'from',
  example: 'trust hybrid devices from fabrikam.com',
  operations: ['addPartner', 'updateSettings'],
  door: 'trustHybridDevices',
  goal: trustSet('trustHybridDevices', true),
});
