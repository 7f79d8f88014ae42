import type { Page } from '../line.ts';

/** What the button is called that opens a page of Microsoft's. */
export const links: Readonly<Record<Page, string>> = {
  partnerAccess: 'Open in Entra',
  appRegistrations: 'Open app registrations',
  ownRoles: 'Activate in PIM',
};
