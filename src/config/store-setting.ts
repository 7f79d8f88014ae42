import { isIPv4 } from 'node:net';

type Environment = Readonly<Record<string, string | undefined>>;
type ReadFile = (path: string) => string;

/** A database of a PostgreSQL server. */
export type PostgresSetting = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** Whether the server has to show by a certificate that it is the host. */
  readonly tls: boolean;
  /** Authorities that may have signed it, as PEM; null: those that Node trusts. */
  readonly ca: string | null;
  /** A token of the bot's identity is the password. */
  readonly isEntra: boolean;
  readonly password: string | null;
};

/** Where the store is: the path of an SQLite file, or a database. */
export type StoreSetting = string | PostgresSetting;

export type StoreResult =
  { readonly ok: true; readonly store: StoreSetting } | { readonly ok: false; readonly problem: string };

export const DEFAULT_STORE = 'sqlite:data/bridgekeeper.db';
export const STORE_AUTHS = ['password', 'entra'] as const;

const FORMS =
  'must be sqlite: and a path of a file, as in sqlite:data/bridgekeeper.db, or postgres://user@host:5432/database';
const PORT = 5432;
const KNOWN = ['sslmode', 'sslrootcert'];
/** What libpq takes in the place of a file: no authority of one's own. */
const USUAL_AUTHORITIES = 'system';

/**
 * Reads the address of a store. Problems are sentences that follow the setting's name, and say nothing of the value: it may
 * hold a password.
 * @param environment for what does not stand in the address
 */
export function readStoreAddress(text: string, environment: Environment, readFile: ReadFile): StoreResult {
  if (/^sqlite:(?!:memory:)\S/.test(text)) return { ok: true, store: text.slice('sqlite:'.length) };
  const refused = (problem: string): StoreResult => ({ ok: false, problem });
  if (!/^postgres(ql)?:/.test(text)) return refused(FORMS);
  const url = URL.parse(text);
  const parts = url === null ? undefined : partsOf(url);
  if (url === null || parts === undefined) return refused(`${FORMS}: it is no such address as it is written`);
  const { host, user, database, password } = parts;
  if (host === '') return refused('names no host: postgres://user@host:5432/database');
  if (user === '') return refused('names no user: postgres://user@host:5432/database');
  if (database === '' || database.includes('/'))
    return refused('names no database: postgres://user@host:5432/database');
  const strange = [...url.searchParams.keys()].find((name) => !KNOWN.includes(name));
  if (strange !== undefined)
    return refused(`must not have the parameter ${strange}: of ${KNOWN.join(' and ')} it takes each`);
  const tls = tlsOf(url.searchParams.get('sslmode'), isThisMachine(host));
  if (typeof tls === 'string') return refused(tls);
  const auth = environment['STORE_AUTH']?.trim().toLowerCase() ?? '';
  // A tool that read a slip of the pen as a password would ask for one that nobody has.
  if (auth !== '' && !STORE_AUTHS.some((known) => known === auth))
    return refused(`cannot be used with this STORE_AUTH, which must be one of: ${STORE_AUTHS.join(', ')}`);
  const isEntra = auth === 'entra';
  if (isEntra && password !== null) return refused('must have no password where STORE_AUTH is entra: take it out');
  let ca: string | null = null;
  const authorities = url.searchParams.get('sslrootcert');
  try {
    if (authorities !== null && authorities !== USUAL_AUTHORITIES) ca = readFile(authorities);
  } catch {
    return refused(
      'names by sslrootcert a file that cannot be read: correct the path, or let this process read the file',
    );
  }
  const port = url.port === '' ? PORT : Number(url.port);
  const { PGPASSWORD: beside = '' } = environment;
  const known = password ?? (beside === '' ? null : beside);
  return { ok: true, store: { host, port, user, database, tls, ca, isEntra, password: isEntra ? null : known } };
}

/** undefined: something in it is not escaped as it must be. */
function partsOf({ hostname, username, password, pathname, hash }: URL) {
  try {
    // What follows a number sign would be left out, be it half of a password.
    if (hash !== '') return undefined;
    return {
      host: decodeURIComponent(hostname).replace(/^\[(.*)\]$/, '$1'),
      user: decodeURIComponent(username),
      password: password === '' ? null : decodeURIComponent(password),
      database: decodeURIComponent(pathname.slice(1)),
    };
  } catch {
    return undefined;
  }
}

/** By its name, by its address, or by a socket in its file system. */
const isThisMachine = (host: string): boolean =>
  /^(localhost|::1|\/.*)$/i.test(host) || (host.startsWith('127.') && isIPv4(host));

/** What is asked for and weaker is refused, rather than made stronger: whoever asked for it would not know. */
function tlsOf(mode: string | null, isHere: boolean): boolean | string {
  if (mode === 'verify-full') return true;
  if (mode === null) return !isHere;
  if (mode === 'disable' && isHere) return false;
  return isHere
    ? 'must have no other sslmode than verify-full, or disable on this machine'
    : 'must have no other sslmode than verify-full, which is meant also without one: nothing weaker shows who answers';
}
