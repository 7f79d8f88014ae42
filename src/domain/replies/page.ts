/** Which part of a list is told. */
export type Page = {
  /** Counted from 1. */
  readonly page: number;
  readonly pages: number;
  /** On all pages. */
  readonly total: number;
};
