import { trustSet } from '../../domain/policy/goals.ts';
import { manyCommand } from '../change-command.ts';

export const stopTrustingCompliantDevices = manyCommand({
  topic: 'trust',
  name: 'stop trusting compliant devices',
  preposition: 'from',
  example: 'stop trusting compliant devices from fabrikam.com',
  operations: ['updateSettings'],
  goal: trustSet('trustCompliantDevices', false),
});
