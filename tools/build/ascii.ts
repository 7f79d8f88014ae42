import type { Plugin } from 'rolldown';

const FOREIGN = /[^\0-\x7f]/g;

/** As JavaScript writes it in a string, a template or a pattern; nothing else of a bundle has such signs. */
const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Writes what is made without a sign beyond ASCII: a process keeps its source in memory, and where one sign is beyond Latin
 * that takes twice as much. What source maps say of such a line holds but for its columns.
 */
export const ascii: Plugin = {
  name: 'ascii',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === 'chunk') file.code = file.code.replace(FOREIGN, escaped);
  },
};
