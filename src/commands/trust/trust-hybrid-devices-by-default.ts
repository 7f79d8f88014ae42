import { trustSet } from '../../domain/policy/goals.ts';
import { defaultCommand } from '../change-command.ts';

export const trustHybridDevicesByDefault = defaultCommand({
  name: 'trust hybrid devices by default',
  goal: trustSet('trustHybridDevices', true),
});
