/** Where a store is: the path of an SQLite file. */
export type StoreAddress = string;
