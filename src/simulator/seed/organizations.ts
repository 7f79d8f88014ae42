/** Tenants that exist: Woodgrove Bank, those it may know as partners, and strangers. All of them are invented. */
import { domainToASCII } from 'node:url';
import type { WorldTenant } from '../tenant.ts';

/** By short name. The ids never change, so configuration elsewhere may name them. */
export const organizations = {
  woodgrove: organization('b8d6f0c3-51e2-4a97-8c0d-2f7e94a3d100', 'Woodgrove Bank', 'woodgrove.com'),

  fabrikam: organization('f2c19a54-0b7d-4e86-9d31-8a5c6e4b7201', 'Fabrikam', 'fabrikam.com'),
  contoso: organization('3e7b5c90-d8a1-4f24-b6c3-1d90f2e8a502', 'Contoso', 'contoso.com', ['contoso.co.uk']),
  northwindTraders: organization('84d0e2f7-6c39-4b15-a07e-c5f1839d2b03', 'Northwind Traders', 'northwindtraders.com'),
  tailspinToys: organization('1a6f93b8-e42d-4c70-85f9-7b3e0d6c9a04', 'Tailspin Toys', 'tailspintoys.com'),
  adventureWorks: organization('c05e8d21-97fa-4368-b1d4-e29a7c3f6b05', 'Adventure Works', 'adventure-works.com'),
  adventureWorksCycles: organization(
    '69b2a7e4-f1c8-4d03-9e56-0c8d5b4a1f06',
    'Adventure Works Cycles',
    'adventureworkscycles.com',
  ),
  litware: organization('d73f1c86-2e59-4a0b-8b7c-f4a6e9d03507', 'Litware', 'litwareinc.com'),
  proseware: organization('20e4b9d5-8a6c-4f71-a3e2-6d1f7c90b808', 'Proseware', 'proseware.com'),
  wideWorldImporters: organization(
    '97c8f06a-b3d2-4e15-9c48-a5e07b1d6f09',
    'Wide World Importers',
    'wideworldimporters.com',
  ),
  alpineSkiHouse: organization('4bd15e73-06f9-4c82-b5a1-d8c2e63f970a', 'Alpine Ski House', 'alpineskihouse.com'),
  cohoWinery: organization('ea9072c1-4d8b-4f36-8e0f-13b7a5d6c40b', 'Coho Winery', 'cohowinery.com'),
  lucernePublishing: organization(
    '5c63d8fa-a17e-4092-b9d6-e04f2c8b710c',
    'Lucerne Publishing',
    'lucernepublishing.com',
  ),
  datum: organization('b14f7e29-c5d0-4a83-97b2-8f6e3d0a5c0d', 'A. Datum Corporation', 'adatum.com'),

  /** Partners once, deleted since. */
  margiesTravel: organization('e51d7b38-9c06-4fa2-8d47-30b9f6c2ae13', "Margie's Travel", 'margiestravel.com'),
  southridgeVideo: organization('73a0c9f4-28eb-4d16-9b5c-d6f1087e4b14', 'Southridge Video', 'southridgevideo.com'),

  /** A partner to be: known to nobody yet. */
  relecloud: organization('7d92c4e6-1f3b-4850-a6d9-b0e58c7f240e', 'Relecloud', 'relecloud.com'),
  treyResearch: organization('06ae5b3d-d974-4c1f-8f20-92c7d1e4b60f', 'Trey Research', 'treyresearch.net'),
  fourthCoffee: organization('af38d0c7-5e62-4b99-b3f4-07d1e6a8c210', 'Fourth Coffee', 'fourthcoffee.com'),
  /** Somebody who would like to be taken for Fabrikam: "r" and "n" for "m". */
  fabrikarn: organization('38f1e6b0-7ac4-4d5e-9028-c6b3f9d74a11', 'Fabrikarn', 'fabrikarn.com'),
  /** The same with U+0430, the Cyrillic letter that looks like a Latin "a", in the name and in the domain. */
  cyrillicFabrikam: organization('dc5a2f98-e306-4b7d-a1c9-4f8e70b6d512', 'F\u0430brikam', 'f\u0430brikam.com'),
} as const;

/** Was a partner once, and its tenant was closed since: no domain and no id leads to it any more. */
export const CLOSED_TENANT_ID = '52b7e0d9-c48f-4136-8a5d-f9036ce1b713';

function organization(
  tenantId: string,
  displayName: string,
  name: string,
  others: readonly string[] = [],
): WorldTenant {
  const domain = domainToASCII(name);
  const initial = `${(domain.split('.')[0] ?? domain).replaceAll('-', '')}.onmicrosoft.com`;
  return {
    tenantId,
    displayName,
    defaultDomainName: domain,
    federationBrandName: null,
    domains: [domain, ...others, initial],
  };
}
