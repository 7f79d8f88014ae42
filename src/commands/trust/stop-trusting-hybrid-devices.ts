import { trustSet } from '../../domain/policy/goals.ts';
import { manyCommand } from '../change-command.ts';

export const stopTrustingHybridDevices = manyCommand({
  topic: 'trust',
  name: 'stop trusting hybrid devices',
  preposition: 'from',
  example: 'stop trusting hybrid devices from fabrikam.com',
  operations: ['updateSettings'],
  goal: trustSet('trustHybridDevices', false),
});
