import { moment } from '../../src/words/en/moment.ts';

/** What Teams puts into the reader's own zone and language: here a reader in London, in winter. */
const MOMENTS = /\{\{DATE\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ), SHORT\)\}\} \{\{TIME\(\1\)\}\}/g;
const DAYS = /\{\{DATE\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ), SHORT\)\}\}/g;

/** A text block as a client shows it. */
export const asRead = (text: string): string =>
  spaced(
    text
      .replaceAll(MOMENTS, (_, iso: string) => moment(Date.parse(iso)))
      .replaceAll(DAYS, (_, iso: string) => moment(Date.parse(iso)).replace(/,.*/, '')),
  );

/** A space at which no line is broken is a space to whoever reads it. */
export const spaced = (text: string): string => text.replaceAll('\u00A0', ' ');
