import { because } from '../reading/slots.ts';

/** What can be chosen in the form of a change, and the line that each stands for. */
export const FORM_SETTINGS = {
  enableSync: 'enable sync for',
  disableSync: 'disable sync for',
  enableRedemption: 'enable auto redemption from',
  disableRedemption: 'disable auto redemption from',
} as const;
export type FormSetting = keyof typeof FORM_SETTINGS;

export const isFormSetting = (text: string): text is FormSetting => Object.hasOwn(FORM_SETTINGS, text);

/** The line that the form stands for: it is read as if it had been typed. */
export const formLine = (setting: FormSetting, partner: string, reason: string | null): string =>
  because(`${FORM_SETTINGS[setting]} ${partner}`, reason);
