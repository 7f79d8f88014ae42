import type { FileFault } from '../domain/declared/wanted.ts';

/** A file of partners that is not followed. */
export class DeclaredFault extends Error {
  readonly fault: FileFault;

  constructor(what: FileFault['what'], line: number, at = '') {
    super(`line ${line}: ${what}`);
    this.name = 'DeclaredFault';
    this.fault = { what, line, at };
  }
}
