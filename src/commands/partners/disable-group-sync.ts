import { groupSyncSet } from '../../domain/policy/goals.ts';
import { manyCommand } from '../change-command.ts';

export const disableGroupSync = manyCommand({
  topic: 'partners',
  name: 'disable group sync',
  preposition: 'for',
  example: 'disable group sync for fabrikam.com',
  operations: ['updateGroupSync'],
  preview: true,
  goal: groupSyncSet(false),
});
