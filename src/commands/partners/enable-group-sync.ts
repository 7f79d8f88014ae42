import { groupSyncSet } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const enableGroupSync = changeCommand({
  topic: 'partners',
  name: 'enable group sync',
  example: 'enable group sync for fabrikam.com',
  operations: ['updateGroupSync'],
  preview: true,
  goal: groupSyncSet(true),
});
