import { trustSet } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const stopTrustingHybridDevices = changeCommand({
  topic: 'trust',
  name: 'stop trusting hybrid devices',
  preposition: 'from',
  example: 'stop trusting hybrid devices from fabrikam.com',
  operations: ['updateSettings'],
  goal: trustSet('trustHybridDevices', false),
});
