import type { AppIdentity } from '../app/ports.ts';

/** A database of a PostgreSQL server, and how it is reached. */
export type PostgresAddress = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** Whether the server has to show by a certificate that it is the host. Only one on this machine need not. */
  readonly tls: boolean;
  /** Authorities that may have signed it, as PEM; null: those that Node trusts. */
  readonly ca: string | null;
  /** Asked for at each connection: it may be a token, which is renewed. null: there is none. */
  readonly password: () => Promise<string | null>;
  /** Another one in place of one that the server refused; undefined: there is none. A token may be taken back. */
  readonly renewed?: (refused: string) => Promise<string | undefined>;
};

/** Where a store is: the path of an SQLite file, or a PostgreSQL database. */
export type StoreAddress = string | PostgresAddress;

/** What the settings say of a database. */
type Setting = Omit<PostgresAddress, 'password'> & { readonly isEntra: boolean; readonly password: string | null };

/** What gives tokens of the bot's identity for Azure's PostgreSQL servers. */
export type Tokens = {
  readonly token: () => Promise<string>;
  /** Another one in place of one that a server refused; undefined: there is none. */
  readonly renew: (refused: string) => Promise<string | undefined>;
};

/** @param resource what the tokens are for */
export const tokensOf = (identity: AppIdentity, resource: string): Tokens => ({
  token: () => identity.token(resource),
  renew: (token) => identity.renew(resource, { token, claims: null }),
});

/** @param tokens are asked for at each connection: a token is replaced before it ends */
export function storeAddress(setting: string | Setting, tokens: Tokens): StoreAddress {
  if (typeof setting === 'string') return setting;
  const { isEntra, password, ...database } = setting;
  return isEntra
    ? { ...database, password: tokens.token, renewed: tokens.renew }
    : { ...database, password: () => Promise.resolve(password) };
}
