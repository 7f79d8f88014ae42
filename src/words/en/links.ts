import type { Page } from '../line.ts';

/** What the button is called that opens a page of Microsoft's. */
export const links: Readonly<Record<Page, string>> = {
  partnerAccess: 'Open in Entra',
  ownRoles: 'Activate in PIM',
};
