import ts from 'typescript';
import { COMMANDS } from '../../src/commands/list.ts';
import { AUDIT_ACTIVITIES } from '../../src/domain/drift/audit.ts';

/** A text that could reach a person, and what it stands in: names of properties, variables, functions and calls. */
export type Sentence = { readonly text: string; readonly under: readonly string[] };

/** In the place of what a template literal is filled with. */
const FILLED = '\uFFFC';
/** Two words, of which one may be filled in; what is filled in alone is no text of ours. */
const WORDS = /[\p{L}\uFFFC]\S*\s+\S*[\p{L}\uFFFC]/u;
const LETTER = /\p{L}/u;

/** Where even one word is read by people. */
const READ = ['title', 'label', 'heading', 'text', 'footer', 'placeholder', 'button', 'errorMessage'];

/** The sentences of one file of code. @param file only its ending counts */
export function sentencesIn(file: string, source: string): readonly Sentence[] {
  const found: Sentence[] = [];
  const visit = (node: ts.Node, around: readonly ts.Node[]): void => {
    const text = textOf(node);
    if (text !== undefined && isSentence(text, around) && !isExempt(text, around)) {
      found.push({ text: text.replaceAll(FILLED, '…'), under: around.flatMap(nameOf) });
    }
    if (!isMeantForCode(node))
      ts.forEachChild(node, (child) => {
        visit(child, [...around, node]);
      });
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true), []);
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => FILLED + literal.text).join('');
}

function isSentence(text: string, around: readonly ts.Node[]): boolean {
  if (!LETTER.test(text)) return false;
  const parent = around.at(-1);
  return (
    WORDS.test(text) ||
    (parent !== undefined && ts.isPropertyAssignment(parent) && READ.includes(nameOf(parent)[0] ?? ''))
  );
}

/** Imports and types, what errors and the log say, and regular expressions. */
function isMeantForCode(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return true;
  const [called] = nameOf(node);
  if (ts.isNewExpression(node)) return called === 'RegExp' || called?.endsWith('Error') === true;
  if (!ts.isCallExpression(node)) return false;
  // Of an error's own class.
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return true;
  return ts.isPropertyAccessExpression(node.expression) && node.expression.expression.getText() === 'log';
}

/** Microsoft's names of activities, and what people type. */
function isExempt(text: string, around: readonly ts.Node[]): boolean {
  return AUDIT_ACTIVITIES.some((name) => name === text) || isTyped(text, around);
}

const TYPED = /^(?:say|name|usage|example|\w*Line)$/;
const wordsIn = (text: string): readonly string[] => text.match(/\p{L}+/gu) ?? [];
const GRAMMAR = new Set(COMMANDS.flatMap(({ usage }) => wordsIn(usage)));

/** A command's own words, and a line made of them: it stands where lines do, and begins as a command does. */
function isTyped(text: string, around: readonly ts.Node[]): boolean {
  if (!around.flatMap(nameOf).some((name) => TYPED.test(name))) return false;
  const [start = ''] = text.split(FILLED);
  if (start === '') return wordsIn(text).every((word) => GRAMMAR.has(word));
  return COMMANDS.some(({ name }) => start.startsWith(name));
}

/** What a node is called, or calls. */
function nameOf(node: ts.Node): readonly string[] {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const called = node.expression;
    return [ts.isPropertyAccessExpression(called) ? called.name.text : called.getText()];
  }
  const named =
    ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node)
      ? node.name
      : undefined;
  return named === undefined ? [] : [named.getText()];
}

/** Where a card's template has text that people read. */
const READ_ON_CARDS = [...READ, 'altText', 'fallbackText', 'speak'];

/** The texts in a card's template that it does not ask its view for. */
export function textsInTemplate(template: unknown): readonly string[] {
  if (typeof template !== 'object' || template === null) return [];
  return Object.entries(template).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'string' && READ_ON_CARDS.includes(key) && !/^\$\{\w+\}$/.test(inner)
      ? [inner]
      : textsInTemplate(inner),
  );
}
