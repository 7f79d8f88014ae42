import { trustSet } from '../../domain/policy/goals.ts';
import { defaultCommand } from '../change-command.ts';

export const stopTrustingHybridDevicesByDefault = defaultCommand({
  name: 'stop trusting hybrid devices by default',
  goal: trustSet('trustHybridDevices', false),
});
