import { policyRestored } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const restoreSyncPolicy = changeCommand({
  name: 'restore sync policy',
  summary: 'Brings a deleted sync policy back as it was, within 30 days; the partner too, where it is gone.',
  example: 'restore sync policy for fabrikam.com',
  operations: ['restorePartner', 'restoreSyncPolicy'],
  preview: true,
  goal: policyRestored,
  request: { readsDeleted: true },
});
