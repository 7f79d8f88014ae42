// @ts-nocheck
import { beforeEach, describe } from 'vitest';
import { readPromises } from './directory-reads.ts';
import type { DirectoryWorld } from './directory-world.ts';
import { writePromises } from './directory-writes.ts';

/** Every promise of the port `Directory`. @param begin makes a world that ends with the test */
export function directoryContract(name: string, begin: () => Promise<DirectoryWorld>): void {
  describe(name, () => {
    let world: DirectoryWorld;
    beforeEach(async () => {
      world = await begin();
    });

    readPromises(() => world);
    describe('writing', () => {
      writePromises(() => world);
    });
  });
}
