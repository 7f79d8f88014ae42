import { trustSet } from '../../domain/policy/goals.ts';
import { openingDefaultCommand } from '../change-command.ts';

export const trustMfaByDefault = openingDefaultCommand({
  name: 'trust mfa by default',
  door: 'trustMfa',
  goal: trustSet('trustMfa', true),
});
