import { weekOfEnding } from '../domain/telling/certificate.ts';
import type { Finding } from './finding.ts';

const FIX =
  'Add a new certificate to the app (Entra, Certificates & secrets), put it with its key into the file of AZURE_CLIENT_CERTIFICATE_PATH, and restart the bot.';

/** Whether the bot's certificate lasts. @param ends,now milliseconds since 1970; @param ends null: it has none, and nothing is found */
export function certificateFindings(ends: number | null, now: number): readonly Finding[] {
  if (ends === null) return [];
  const about = 'Certificate';
  const at = new Date(ends).toISOString();
  if (ends <= now) return [{ about, state: 'wrong', says: [`It ended at ${at}.`], fix: FIX }];
  if (weekOfEnding(ends, now) === undefined) return [{ about, state: 'good', says: [`It ends at ${at}.`] }];
  return [{ about, state: 'warning', says: [`It ends within 30 days, at ${at}.`], fix: FIX }];
}
