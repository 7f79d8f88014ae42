import { groupSyncSet } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const disableGroupSync = changeCommand({
  topic: 'partners',
  name: 'disable group sync',
  example: 'disable group sync for fabrikam.com',
  operations: ['updateGroupSync'],
  preview: true,
  goal: groupSyncSet(false),
});
