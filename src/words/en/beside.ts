import type { FormSetting } from '../../commands/partners/change-form.ts';
import type { Door } from '../../domain/change/effect.ts';
import type { WantedFile } from '../../domain/declared/file.ts';
import { door } from './door.ts';

/** What is in a file that is offered. */
const FILES: Readonly<Record<WantedFile['kind'], string>> = {
  yaml: 'All partners with their settings and ends, fit for git.',
  csv: 'All partners with their settings and ends, as a table.',
  changes: 'What was changed since then, through me and not through me, as a table.',
};

const SETTINGS: Readonly<Record<FormSetting, string>> = {
  enableSync: 'Let their users be synchronised in (enable sync)',
  disableSync: 'Stop that (disable sync)',
  enableRedemption: 'Redeem invitations of their users automatically',
  disableRedemption: 'No longer redeem them automatically',
};

/** What is said in Teams' own places: beside the box where people write, and over a message. */
export const beside = {
  /** Below a partner's name, for the one who looks for it. `which`: its domain and id. */
  found: (which: string, state: Door): string => `${which}. ${door.states[state]}.`,
  nothingFound: (text: string): string =>
    text === '' ? 'There are no partners yet.' : `No partner’s name or domain has “${text}” in it.`,
  explainTitle: 'What this error means',
  nothingToExplain:
    'I see no text in that message, only what I cannot read, such as a picture. Copy the error’s code or text, and type “explain” and what you copied to me.',
  form: {
    intro: 'Nothing is changed by this form: I answer with a card that shows exactly what would change, and asks.',
    partner: 'Partner',
    partnerPlaceholder: 'A part of its name or domain',
    partnerMissing: 'Choose a partner.',
    setting: 'What to change',
    settings: SETTINGS,
    settingMissing: 'Choose what to change.',
    reason: 'Reason',
    reasonPlaceholder: 'Why, for whoever reads the history',
    button: 'Ask for it',
    open: 'Open form',
  },
  files: FILES,
  formTitle: 'Change sync',
  /** @param isHere whether the card comes to where the form was opened */
  formSent: (isHere: boolean): string =>
    isHere ? 'The card comes to this chat.' : 'The card comes to your own chat with me.',
};
