import { trustSet } from '../../domain/policy/goals.ts';
import { openingDefaultCommand } from '../change-command.ts';

export const trustHybridDevicesByDefault = openingDefaultCommand({
  name: 'trust hybrid devices by default',
  door: 'trustHybridDevices',
  goal: trustSet('trustHybridDevices', true),
});
