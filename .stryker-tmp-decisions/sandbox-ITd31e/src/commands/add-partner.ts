// @ts-nocheck
import { partnerAdded } from '../domain/goals.ts';
import { changeCommand } from './change-command.ts';

export const addPartner = changeCommand({
  name: 'add partner',
  preposition: '',
  summary: 'Adds an organisation as a partner that inherits every setting from the defaults.',
  example: 'add partner relecloud.com',
  operations: ['addPartner'],
  goal: partnerAdded,
});
