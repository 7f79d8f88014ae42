import ts from 'typescript';
import { ROOT } from './documents.ts';

const LEVELS: readonly string[] = ['info', 'warn', 'error'];

/** What one call of a `Log` logs. */
type Logged = { readonly event: string; readonly level: string };

/**
 * The events that src logs, by their names as they stand in the log, each with its levels. A name that is put together
 * (`watch.${kind}`), or chosen, counts as all that it can be by its type. Throws, with the place, for a name that could
 * be anything.
 */
export function loggedEvents(): ReadonlyMap<string, ReadonlySet<string>> {
  const { options, fileNames } = projectOf('src');
  const program = ts.createProgram(fileNames, { ...options, types: [] }, ownFilesOnly(options));
  const sources = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(`${ROOT}src/`));
  const logged = sources.flatMap((source) => callsIn(source, program.getTypeChecker()));
  return new Map(
    Object.entries(Object.groupBy(logged, ({ event }) => event)).map(([event, calls = []]) => [
      event,
      new Set(LEVELS.filter((level) => calls.some((call) => call.level === level))),
    ]),
  );
}

function projectOf(folder: string): ts.ParsedCommandLine {
  const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, (path) => ts.sys.readFile(path)) as { config: object };
  return ts.parseJsonConfigFileContent({ ...config, include: [folder] }, ts.sys, ROOT);
}

/** Which events are logged does not hang on anybody else's types, and to read them takes most of the time. */
function ownFilesOnly(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (literals, containingFile, _redirected, all) =>
    literals.map(({ text }) =>
      text.startsWith('.') ? ts.resolveModuleName(text, containingFile, all, host) : { resolvedModule: undefined },
    );
  return host;
}

function callsIn(node: ts.Node, checker: ts.TypeChecker): readonly Logged[] {
  const below: Logged[] = [];
  ts.forEachChild(node, (child) => {
    below.push(...callsIn(child, checker));
  });
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return below;
  const { expression: receiver, name } = node.expression;
  const [argument] = node.arguments;
  if (!LEVELS.includes(name.text) || argument === undefined) return below;
  const type = checker.getNonNullableType(checker.getTypeAtLocation(receiver));
  if (type.getSymbol()?.name !== 'Log') return below;
  return [...below, ...namesOf(argument, checker).map((event) => ({ event, level: name.text }))];
}

/** Every text that an expression can be. */
function namesOf(expression: ts.Expression, checker: ts.TypeChecker): readonly string[] {
  if (ts.isTemplateExpression(expression)) {
    return expression.templateSpans.reduce<readonly string[]>(
      (names, { expression: part, literal }) =>
        names.flatMap((name) => namesOf(part, checker).map((value) => name + value + literal.text)),
      [expression.head.text],
    );
  }
  const type = checker.getTypeAtLocation(expression);
  return (type.isUnion() ? type.types : [type]).map((part) => {
    if (part.isStringLiteral()) return part.value;
    const file = expression.getSourceFile();
    const line = file.getLineAndCharacterOfPosition(expression.getStart()).line + 1;
    throw new Error(`${file.fileName.slice(ROOT.length)}:${line}: which events this logs cannot be told from its type`);
  });
}
