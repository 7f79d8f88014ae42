import type { TenantInformation } from '../domain/partners/tenant.ts';

/** What may not stand in a line of a file: it would end it, turn it round, or hide a part of it. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/** A name that its owner chose, as text of one line. */
export const inOneLine = (text: string): string => text.replaceAll(UNSEEN, ' ').trim();

/** How people know a tenant; empty: not by anything. */
export const calledOf = ({ displayName, defaultDomainName }: TenantInformation): string =>
  [displayName, defaultDomainName].flatMap((name) => (name === null ? [] : [inOneLine(name)])).join(', ');

/** What `npm run` prints before what it runs, where it is not told to be silent: who redirects the output has it in the file. */
const BANNER = /^\uFEFF?(?:\s*\n)?(?:> [^\n]*\n){1,3}\s*?\n/;

/** A file without that. Its lines keep their numbers. */
export const withoutBanner = (text: string): string => text.replace(BANNER, (banner) => banner.replace(/[^\n]+/g, ''));
