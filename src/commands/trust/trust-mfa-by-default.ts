import { trustSet } from '../../domain/policy/goals.ts';
import { defaultCommand } from '../change-command.ts';

export const trustMfaByDefault = defaultCommand({
  name: 'trust mfa by default',
  goal: trustSet('trustMfa', true),
});
