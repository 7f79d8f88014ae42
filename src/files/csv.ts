import type { ChangedRow } from '../domain/declared/changed.ts';
import { DECLARED_TRUST, type Declared, type DeclaredPartner } from '../domain/declared/declared.ts';
import { inOneLine } from './names.ts';

/** What a program for tables takes for the beginning of a formula (OWASP: CSV injection), also in its wide forms. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n|%]/u;

/** A cell, always in quotes: what could be run as a formula begins with an apostrophe, which shows it as text. */
export function cell(text: string): string {
  const plain = inOneLine(text);
  const safe = FORMULA.test(text) || FORMULA.test(plain) ? `'${plain}` : plain;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** Rows as RFC 4180 has them. */
const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

type Value = boolean | string | null | undefined;
type Column = readonly [name: string, of: (partner: DeclaredPartner) => Value];

const COLUMNS: readonly Column[] = [
  ['tenant', ({ tenantId }) => tenantId],
  ['name', ({ named }) => named.displayName],
  ['domain', ({ named }) => named.defaultDomainName],
  ['syncPolicy', ({ synchronization }) => synchronization !== null],
  ['policyName', ({ synchronization }) => synchronization?.name],
  ['userSync', ({ synchronization }) => synchronization?.users],
  ['groupSync', ({ synchronization }) => synchronization?.groups],
  ['redemptionInbound', ({ automaticRedemption }) => automaticRedemption.inbound],
  ['redemptionOutbound', ({ automaticRedemption }) => automaticRedemption.outbound],
  [DECLARED_TRUST.mfa, ({ trust }) => trust.mfa],
  [DECLARED_TRUST.compliantDevices, ({ trust }) => trust.compliantDevices],
  [DECLARED_TRUST.hybridDevices, ({ trust }) => trust.hybridDevices],
  ['ends', ({ ends }) => ends.map(([door, at]) => `${door} ${new Date(at).toISOString()}`).join('; ')],
  ['settings', ({ settings }) => (settings.length === 0 ? null : JSON.stringify(Object.fromEntries(settings)))],
];

/** One row for each partner, below their names; what is not set of its own is empty. */
export const declaredCsv = ({ partners }: Declared): string =>
  csvOf([
    COLUMNS.map(([name]) => name),
    ...partners.map((partner) => COLUMNS.map(([, of]) => String(of(partner) ?? ''))),
  ]);

/** One row for each setting that was changed. */
export const changesCsv = (rows: readonly ChangedRow[]): string =>
  csvOf([
    ['at', 'tenant', 'name', 'domain', 'id', 'by', 'setting', 'before', 'after'],
    ...rows.map(({ at, partner, id, by, setting, before, after }) => [
      new Date(at).toISOString(),
      partner.tenantId,
      partner.displayName ?? '',
      partner.defaultDomainName ?? '',
      id,
      by ?? '',
      setting,
      before,
      after,
    ]),
  ]);
