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
};

/** Where a store is: the path of an SQLite file, or a PostgreSQL database. */
export type StoreAddress = string | PostgresAddress;

/** What the settings say of a database. */
type Setting = Omit<PostgresAddress, 'password'> & { readonly isEntra: boolean; readonly password: string | null };

/** @param token of the bot's identity, for Azure's PostgreSQL servers; asked for at each connection: it is renewed */
export function storeAddress(setting: string | Setting, token: () => Promise<string>): StoreAddress {
  if (typeof setting === 'string') return setting;
  const { isEntra, password, ...database } = setting;
  return { ...database, password: isEntra ? token : () => Promise.resolve(password) };
}
