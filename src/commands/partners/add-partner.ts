import { partnerAdded } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const addPartner = changeCommand({
  topic: 'partners',
  name: 'add partner',
  preposition: '',
  example: 'add partner relecloud.com',
  operations: ['addPartner'],
  goal: partnerAdded,
});
