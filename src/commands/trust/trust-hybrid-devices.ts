import { trustSet } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const trustHybridDevices = changeCommand({
  topic: 'partners',
  name: 'trust hybrid devices',
  preposition: 'from',
  example: 'trust hybrid devices from fabrikam.com',
  operations: ['addPartner', 'updateSettings'],
  goal: trustSet('trustHybridDevices', true),
});
