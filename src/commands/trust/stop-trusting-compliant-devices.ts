import { trustSet } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const stopTrustingCompliantDevices = changeCommand({
  topic: 'trust',
  name: 'stop trusting compliant devices',
  preposition: 'from',
  example: 'stop trusting compliant devices from fabrikam.com',
  operations: ['updateSettings'],
  goal: trustSet('trustCompliantDevices', false),
});
