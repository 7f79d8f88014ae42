import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

/** Where sentences are, and who may say them. */
const LANGUAGE = 'src/words/en/';
const SPEAKERS = ['src/{words,cards,teams,doctor}/**/*.ts', 'tools/**/*.ts', 'teamsapp/**/*.ts'];

/** Files by their path from the project's root, as they would be with `changes` to some of them. */
export type Changes = Readonly<Record<string, string>>;

/**
 * The sentences that nobody says: members of the catalogues, and what else they export, such as
 * `src/words/en/common.ts: next`. A table by the kinds of a value has just these kinds, or it would not compile; so it is
 * looked at as a whole.
 */
export function unusedSentences(changes: Changes = {}): readonly string[] {
  const program = programOf(changes);
  const checker = program.getTypeChecker();
  const said = new Set<ts.Node>();
  const say = (symbol: ts.Symbol | undefined): void => {
    const named = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    for (const declaration of named?.declarations ?? []) said.add(declaration);
  };
  const sayAll = (node: ts.Node): void => {
    for (const member of checker.getTypeAtLocation(node).getProperties()) say(member);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) say(checker.getSymbolAtLocation(node.name));
    else if (ts.isIdentifier(node) && isUse(node)) say(checker.getSymbolAtLocation(node));
    else if (ts.isShorthandPropertyAssignment(node)) say(checker.getShorthandAssignmentValueSymbol(node));
    else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
      const member = (node.propertyName ?? node.name).getText();
      say(checker.getTypeAtLocation(node.parent).getProperty(member));
    } else if (ts.isElementAccessExpression(node)) sayAll(node.expression);
    // A catalogue within a catalogue is not said by that.
    else if (ts.isSpreadAssignment(node) && !isLanguage(node.getSourceFile())) sayAll(node.expression);
    ts.forEachChild(node, visit);
  };
  const files = program.getSourceFiles().filter((file) => !file.isDeclarationFile);
  for (const file of files) visit(file);
  return files
    .filter(isLanguage)
    .flatMap((file) => file.statements.flatMap(sentencesOf).map((sentence) => [file, sentence] as const))
    .filter(([, sentence]) => !said.has(sentence))
    .map(([file, sentence]) => `${pathOf(file)}: ${sentence.name?.getText() ?? ''}`);
}

type Named = ts.NamedDeclaration;

/** What a statement exports, and the members of a catalogue and of the catalogues within it. */
function sentencesOf(statement: ts.Statement): readonly Named[] {
  const isExported = ts.canHaveModifiers(statement)
    ? ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
    : false;
  if (ts.isFunctionDeclaration(statement)) return isExported ? [statement] : [];
  if (!ts.isVariableStatement(statement)) return [];
  // A catalogue has no type of its own, for the catalogue is the measure; what has one is a table.
  return statement.declarationList.declarations.flatMap((declared) =>
    isExported ? [declared, ...(declared.type === undefined ? membersOf(declared.initializer) : [])] : [],
  );
}

function membersOf(value: ts.Expression | undefined): readonly Named[] {
  if (value === undefined || !ts.isObjectLiteralExpression(value)) return [];
  return value.properties.flatMap((member) => [
    ...(ts.isSpreadAssignment(member) ? [] : [member]),
    ...(ts.isPropertyAssignment(member) ? membersOf(member.initializer) : []),
  ]);
}

/** Whether an identifier is used where it stands, and neither declared nor imported. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isBindingElement(parent)) return false;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return !ts.isFunctionDeclaration(parent) && !ts.isShorthandPropertyAssignment(parent);
}

export const pathOf = ({ fileName }: ts.SourceFile): string => fileName.slice(resolve('.').length + 1);
export const isLanguage = (file: ts.SourceFile): boolean => pathOf(file).startsWith(LANGUAGE);

/** What words are typed by; no package says anything, so none is read. */
const READ = /\/(?:src\/(?:words|cards|domain|commands)|teamsapp|tools)\//;

export function programOf(changes: Changes): ts.Program {
  const { config } = ts.readConfigFile('tsconfig.json', (path) => readFileSync(path, 'utf8')) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, types: [] }, resolve('.'));
  const disk = ts.createCompilerHost(options);
  const host = ts.createCompilerHost(options);
  host.getSourceFile = (path, language, ...more) => {
    const text = changes[path.slice(resolve('.').length + 1)];
    return text === undefined ? disk.getSourceFile(path, language, ...more) : ts.createSourceFile(path, text, language);
  };
  host.resolveModuleNameLiterals = (imported, from) =>
    imported.map(({ text }) => {
      const path = resolve(from, '..', text);
      const isRead = text.startsWith('.') && text.endsWith('.ts') && READ.test(path);
      return { resolvedModule: isRead ? { resolvedFileName: path, extension: ts.Extension.Ts } : undefined };
    });
  return ts.createProgram(
    SPEAKERS.flatMap((pattern) => globSync(pattern)).map((path) => resolve(path)),
    options,
    host,
  );
}
