import type { ChangedRow } from '../../domain/declared/changed.ts';
import type { Declared } from '../../domain/declared/declared.ts';
import type { FileFault, WantedPartner } from '../../domain/declared/wanted.ts';
import type { WantedFile } from '../../domain/declared/file.ts';
import type { TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';

/** Files that are handed out and taken in: how they are written, and the ways to and from the tenant's own SharePoint. */
export interface Files {
  yaml(declared: Declared, at: Instant): Promise<string>;
  csv(declared: Declared): string;
  changes(rows: readonly ChangedRow[]): string;
  /**
   * Puts a file where Teams says that it may go, without a token of the bot's (Teams: file consent). Throws FileError.
   * @param url of an upload session, as a client sent it: only the tenant's own SharePoint is spoken to
   */
  upload(url: string, text: string): Promise<void>;
  /**
   * Reads a file that somebody attached, without a token of the bot's. Throws FileError.
   * @param url as Teams gave it: only the tenant's own SharePoint is spoken to
   */
  download(url: string): Promise<string>;
  /** The partners that a CSV names, one in each row; undefined: it is none that can be read. */
  partnersIn(csv: string): readonly string[] | undefined;
  /** What a file that `export partners` writes wants of the partners of this organisation; or why it is not followed. */
  declaredIn(yaml: string, home: TenantId): Promise<readonly WantedPartner[] | FileFault>;
}

/** A file that is offered to somebody, who says whether they want it. */
export type OfferedFile = {
  readonly wanted: WantedFile;
  readonly name: string;
  /** About as many; it is made anew when it is wanted. */
  readonly bytes: number;
};

/** A file that was put into somebody's OneDrive, as Teams named it. */
export type StoredFile = {
  readonly name: string;
  readonly contentUrl: string;
  readonly uniqueId: string;
  readonly fileType: string;
};

/** A file that somebody sent along with a line. */
export type AttachedFile = { readonly name: string; readonly url: string };

/**
 * `elsewhere`: the address is none of the tenant's own SharePoint. `unread`: whether it is could not be read. `failed`:
 * SharePoint said no, or nothing in time. `tooLarge`, `notText`: what came is no file of partners.
 */
export type FileProblem = 'elsewhere' | 'unread' | 'failed' | 'tooLarge' | 'notText';

export class FileError extends Error {
  readonly problem: FileProblem;

  constructor(problem: FileProblem, options?: ErrorOptions) {
    super(`file: ${problem}`, options);
    this.name = 'FileError';
    this.problem = problem;
  }
}
