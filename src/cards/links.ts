import type { Page } from '../words/line.ts';
import { words } from '../words/words.ts';

/** A button that opens a page of Microsoft's in the reader's browser; nobody tells the bot of it. */
export type Link = { readonly title: string; readonly url: string };

/** Where in the admin center each page is, in every cloud. */
const PATHS: Readonly<Record<Page, string>> = {
  partnerAccess: '/#view/Microsoft_AAD_IAM/CompanyRelationshipsMenuBlade/~/CrossTenantAccessSettings',
  appRegistrations: '/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
  ownRoles: '/#view/Microsoft_Azure_PIMCommon/ActivationMenuBlade/~/aadmigratedroles',
};

/** @param portal origin of the admin center in the bot's cloud */
export const linksTo = (pages: readonly Page[], portal: string): readonly Link[] =>
  pages.map((page) => ({ title: words.links[page], url: `${portal}${PATHS[page]}` }));
