import type { Plugin } from 'rolldown';

/**
 * What the bot never uses of what its packages bring. Most of the time that a start took, and of the memory, was theirs.
 * Of each of these the build has a stand-in that throws at the first use.
 */
const PACKAGES = [
  // teams-ai: models, their tokens, and dialogs for signing in.
  'openai',
  'gpt-tokenizer',
  'botbuilder-dialogs',
  // botbuilder-core: the connector, which is spoken to by plain HTTPS here.
  'botframework-connector',
  // restify: plugins that are not used.
  'csv',
  'http-signature',
  'send',
  // adaptive-expressions: its functions for JSON paths, XML and times in words.
  'jspath',
  'fast-xml-parser',
  'xpath',
  '@xmldom/xmldom',
  '@microsoft/recognizers-text-data-types-timex-expression',
];

const TEAMS_AI = '@microsoft/teams-ai';
const CORE = 'botbuilder-core';
const STDLIB = 'botbuilder-stdlib';
/** As above, files of a package that is used. */
const FILES: Readonly<Record<string, RegExp>> = {
  // What its router asks for only when it is told to.
  [TEAMS_AI]: /^\.\.?\/(AI|Authentication|authentication\/Authentication)$/,
  // What its own adapter is made of.
  [CORE]: /^\.\/(cloudAdapterBase|configuration\w+)$/,
  // What the connector's clients are made of.
  [STDLIB]: /^\.\/azureCoreHttpCompat$/,
};
/** The part of a package in place of the whole: nothing else of it is used, by the bot or by what it uses. */
const PARTS: Readonly<Record<string, string>> = {
  [TEAMS_AI]: `${TEAMS_AI}/lib/Application.js`,
  botbuilder: CORE,
};
const MARK = '\0left-out:';

const standIn = (name: string): string => `
const get = (_, property) => {
  if (property === '__esModule') return true;
  if (property === 'default' || typeof property === 'symbol') return undefined;
  throw new Error(${JSON.stringify(`${name} is left out of the build`)} + ': ' + property);
};
module.exports = new Proxy({}, { get });`;

/** Leaves out of a bundle what is never used, and takes of teams-ai its router alone, of botbuilder its core. */
export const leftOut: Plugin = {
  name: 'left-out',
  resolveId(wanted, importer) {
    const part = PARTS[wanted];
    if (part !== undefined) return this.resolve(part, importer, { skipSelf: true });
    const within = Object.keys(FILES).find((name) => importer?.includes(`/node_modules/${name}/lib/`));
    const isUnused = PACKAGES.includes(wanted) || (within !== undefined && FILES[within]?.test(wanted) === true);
    return isUnused ? `${MARK}${wanted}` : null;
  },
  load(id) {
    if (!id.startsWith(MARK)) return null;
    return { moduleType: 'js', code: standIn(id.slice(MARK.length)) };
  },
};
