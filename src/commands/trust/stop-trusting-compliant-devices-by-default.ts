import { trustSet } from '../../domain/policy/goals.ts';
import { defaultCommand } from '../change-command.ts';

export const stopTrustingCompliantDevicesByDefault = defaultCommand({
  name: 'stop trusting compliant devices by default',
  goal: trustSet('trustCompliantDevices', false),
});
