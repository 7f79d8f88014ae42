import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Of the long tests those that take longest, by how their file's name begins: deaths of the process, one after the other. */
const SLOWEST = ['replicas-killed', 'killed', 'replicas', 'slips'];

const rank = ({ moduleId }: TestSpecification): number => {
  const at = SLOWEST.findIndex((name) => basename(moduleId).startsWith(name));
  return at === -1 ? SLOWEST.length : at;
};

/**
 * The slowest files first, so that no worker begins one of them when the others have ended. By itself Vitest, which has no
 * times of an earlier run in a fresh clone, begins with the files of the most bytes.
 */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}
