import { trustSet } from '../../domain/policy/goals.ts';
import { defaultCommand } from '../change-command.ts';

export const trustCompliantDevicesByDefault = defaultCommand({
  name: 'trust compliant devices by default',
  goal: trustSet('trustCompliantDevices', true),
});
