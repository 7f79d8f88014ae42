import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { unusedSentences } from './find-unused.ts';
import { sentencesIn, textsInTemplate, type Sentence } from './find-sentences.ts';

/** What is no sentence of the bot's to a person, where its structure does not tell. `under`: what it stands in. */
const NO_SENTENCES: readonly { readonly file: string; readonly under: string; readonly why: string }[] = [
  { file: 'src/domain/people/role.ts', under: 'ROLES', why: 'Microsoft’s names of its roles' },
  { file: 'src/domain/people/role.ts', under: 'OTHER_ROLES', why: 'Microsoft’s names of its roles' },
  { file: 'src/domain/known-error.ts', under: 'MARKS', why: 'what Microsoft’s errors say, to be found in a text' },
  { file: 'src/domain/partners/lookalike.ts', under: 'ARTICLES', why: 'words that names are compared without' },
  { file: 'src/domain/partners/lookalike.ts', under: 'LEGAL_FORMS', why: 'words that names are compared without' },
  { file: 'src/domain/telling/letter.ts', under: 'letterKey', why: 'a key of the store' },
  { file: 'src/commands/reading/slots.ts', under: 'because', why: 'a line to type' },
  { file: 'src/commands/reading/hints.ts', under: 'ABOUT', why: 'lines to type, and what people type' },
  { file: 'src/commands/reading/hints.ts', under: 'named', why: 'lines to type' },
  { file: 'src/commands/many/named-partners.ts', under: 'EVERYBODY', why: 'what people type' },
  { file: 'src/commands/reading/synonyms.ts', under: 'LINES', why: 'lines to type' },
  { file: 'src/commands/reading/synonyms.ts', under: 'VERBS', why: 'what people type' },
  { file: 'src/commands/reading/synonyms.ts', under: 'OPENINGS', why: 'lines to type' },
  { file: 'src/commands/reading/synonyms.ts', under: 'IDENTIFIED', why: 'lines to type' },
  { file: 'src/commands/many/named-partners.ts', under: 'namingFile', why: 'a line to type' },
  { file: 'src/domain/drift/audit.ts', under: 'DEFAULT_ACTIVITIES', why: 'what Entra calls them' },
  { file: 'src/domain/drift/audit.ts', under: 'PARTNER_TEMPLATE_ACTIVITIES', why: 'what Entra calls them' },
  { file: 'src/domain/drift/trace.ts', under: 'impliedBy', why: 'what Entra calls them' },
  { file: 'src/domain/policy/filters.ts', under: 'BESIDE_TABLE', why: 'what people type' },
  { file: 'src/domain/policy/filters.ts', under: 'matches', why: 'what people type' },
  { file: 'src/domain/policy/filters.ts', under: 'isSo', why: 'what people type' },
  { file: 'src/domain/policy/settings.ts', under: 'PARTNER_SETTINGS', why: 'what people type' },
  { file: 'src/app/ports/metrics.ts', under: 'METRICS', why: 'for whoever watches from outside' },
  { file: 'src/commands/partners/change-form.ts', under: 'FORM_SETTINGS', why: 'lines to type' },
  { file: 'src/commands/partners/enable-auto-redemption.ts', under: 'opened', why: 'a line to type' },
  { file: 'src/commands/offers.ts', under: 'OPENING', why: 'lines to type' },
  { file: 'src/commands/offers.ts', under: 'offerToOpen', why: 'a line to type' },
  { file: 'src/app/hearing/beside.ts', under: 'line', why: 'a line to type' },
  { file: 'src/app/watching/decide-drift.ts', under: 'inWords', why: 'a command’s name, for the log' },
  { file: 'src/cards/mentions.ts', under: 'text', why: 'what Teams makes a mention of' },
  { file: 'src/teams/connector.ts', under: 'headers', why: 'headers of HTTP' },
  { file: 'src/teams/door.ts', under: 'turned', why: 'for the log: the caller learns the status alone' },
  { file: 'src/teams/server.ts', under: 'status', why: 'the body of /readyz, for machines' },
  { file: 'src/teams/watched-turn.ts', under: 'span', why: 'the name of a span' },
  { file: 'src/commands/reading/end-slots.ts', under: 'UNTIL', why: 'a part of a grammar' },
  { file: 'src/commands/reading/end-slots.ts', under: 'withEnd', why: 'a line to say' },
  { file: 'src/teams/signing-keys.ts', under: 'why', why: 'for the log' },
];

const ROOMS = ['domain', 'commands', 'app', 'cards', 'teams'];

const files = (ending: string): readonly string[] =>
  ROOMS.flatMap((room) => globSync(`src/${room}/**/*.${ending}`))
    .map((file) => file.replaceAll('\\', '/'))
    .sort();

const inCode = files('ts').map((file) => [file, sentencesIn(file, readFileSync(file, 'utf8'))] as const);
const inTemplates = files('json').map(
  (file) => [file, textsInTemplate(JSON.parse(readFileSync(file, 'utf8')))] as const,
);

const exemptionOf = (file: string, { under }: Sentence) =>
  NO_SENTENCES.find((known) => known.file === file && under.includes(known.under));

describe('outside words there is no sentence', () => {
  test('in the code', () => {
    const found = inCode.flatMap(([file, sentences]) =>
      sentences
        .filter((sentence) => exemptionOf(file, sentence) === undefined)
        .map(({ text, under }) => `${file}: ${text} (${under.join(' › ')})`),
    );
    expect(found).toEqual([]);
  });

  test('in the templates of cards: they ask their views for all that is read', () => {
    expect(inTemplates.length).toBeGreaterThan(5);
    expect(inTemplates.filter(([, texts]) => texts.length > 0)).toEqual([]);
  });

  test('and nothing is exempt that is no longer there', () => {
    const used = new Set(inCode.flatMap(([file, sentences]) => sentences.map((one) => exemptionOf(file, one))));
    expect(NO_SENTENCES.filter((known) => !used.has(known))).toEqual([]);
  });
});

test('in words there is no sentence that nobody says', () => {
  expect(unusedSentences()).toEqual([]);
}, 60_000);

test('one that nobody says is found, alone and in a catalogue', () => {
  const file = 'src/words/en/lists/open.ts';
  const source = readFileSync(file, 'utf8');
  const more = source.replace(
    'export const open = {',
    "export const never = 'Never said';\nexport const open = {\n  nor: { this: 'Nor this' },",
  );
  expect(unusedSentences({ [file]: more })).toEqual([`${file}: never`, `${file}: nor`, `${file}: this`]);
}, 60_000);

describe('a sentence is found', () => {
  const found = (source: string): readonly string[] => sentencesIn('a.ts', source).map(({ text }) => text);

  test.each([
    ['in a text', `const a = 'Two words';`, 'Two words'],
    ['in a text that is filled in', 'const a = `${n} partners`;', '… partners'],
    ['in a part of a line', `const a = [name, ' asked for it.'];`, ' asked for it.'],
    ['in a title of one word', `const a = { title: 'Previous' };`, 'Previous'],
    ['where a line to type would stand', `const a = { say: 'Please type this' };`, 'Please type this'],
    ['where such a line would be filled in', 'const aLine = `${who} asked for ${what}`;', '… asked for …'],
    ['in a variable that becomes an error', `const why = 'too many'; throw new Error(why);`, 'too many'],
  ])('%s', (_, source, text) => {
    expect(found(source)).toEqual([text]);
  });

  test.each([
    ['a comment', `// Two words\nconst a = 1;`],
    ['an import', `import a from 'two words';`],
    ['an error', `throw new StoreError(\`no \${thing} there\`, { cause: 'of it all' });`],
    ['what an error’s class calls it', `class A extends Error { constructor() { super('went all wrong'); } }`],
    ['the log', `log.warn('two.words', { why: 'for the log' });`],
    ['a regular expression', `const a = new RegExp('two words');`],
    ['a type', `type A = 'two words';`],
    ['an activity of Microsoft’s', `const a = 'Update a partner cross-tenant access setting';`],
    ['a line to type', 'const a = { say: `show change ${id}` };'],
    ['what makes a line to type', 'const driftLine = (page: number) => `list drift page ${page}`;'],
    ['a command', `defineCommand({ name: 'list drift', usage: 'list drift [page <page>]', example: 'list drift' });`],
    ['what is filled in alone', 'const key = `${a} ${b}`;'],
    ['a name', `const a = { kind: 'sync-policy' };`],
  ])('but not in %s', (_, source) => {
    expect(found(source)).toEqual([]);
  });

  test('in a template', () => {
    const template = {
      body: [{ text: '${title}', style: 'heading', actions: [{ title: 'Accept' }] }],
      text: 'by ${who}',
    };
    expect(textsInTemplate(template)).toEqual(['Accept', 'by ${who}']);
  });
});
