import ts from 'typescript';
import { isLanguage, pathOf, programOf, type Changes } from './find-unused.ts';

/** Numbers that stand in a sentence as they are, such as `src/words/en/common.ts: page of`: the word after each. */
export function numbersInSentences(changes: Changes = {}): readonly string[] {
  const program = programOf(changes);
  const checker = program.getTypeChecker();
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTemplateSpan(node) && isNumber(checker.getTypeAtLocation(node.expression))) {
      const [next = ''] = /^\s*\p{L}*/u.exec(node.literal.text) ?? [];
      found.push(`${pathOf(node.getSourceFile())}: ${`${node.expression.getText()}${next}`.trim()}`);
    }
    ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) if (isLanguage(file)) visit(file);
  return found;
}

const isNumber = (type: ts.Type): boolean =>
  (type.isUnion() ? type.types : [type]).some(({ flags }) => (flags & ts.TypeFlags.NumberLike) !== 0);
