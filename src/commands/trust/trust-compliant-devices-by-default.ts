import { trustSet } from '../../domain/policy/goals.ts';
import { openingDefaultCommand } from '../change-command.ts';

export const trustCompliantDevicesByDefault = openingDefaultCommand({
  name: 'trust compliant devices by default',
  door: 'trustCompliantDevices',
  goal: trustSet('trustCompliantDevices', true),
});
