import { setImmediate as otherWork } from 'node:timers/promises';
import { Composer, CST, isMap, isScalar, isSeq, Lexer, LineCounter, Parser } from 'yaml';
import { DeclaredFault } from './declared-fault.ts';

/** What stands in a file, each with the line where it begins, counted from 1. */
export type Node = { readonly line: number } & (
  | { readonly is: 'map'; readonly entries: readonly Entry[] }
  | { readonly is: 'list'; readonly items: readonly Node[] }
  | { readonly is: 'value'; readonly value: string | number | boolean | null }
);
export type Entry = { readonly key: string; readonly line: number; readonly node: Node };

/** Deeper than anything that a partner sets: the parser calls itself for each step down. */
const DEEPEST = 24;
/** As many as a file of the largest size has that `export partners` writes. */
const MOST_TOKENS = 400_000;
/** Graph keeps 25 KB of all partners together. What is longer by itself, in characters, is none of it. */
const LONGEST_ITEM = 32_000;
/** After so many pieces whatever else waits has its turn. */
const TURN = 1_000;

/** What the lexer puts before a scalar; what begins otherwise with these signs is an alias, an anchor, a tag or a directive. */
const SCALAR = '\u001F';
const SHORTCUT = /^[*&!%]/;

type LineAt = (offset: number) => number;

/**
 * Reads YAML 1.2 that somebody else wrote: one document, a mapping, and nothing that stands for something else. The items of
 * one list are read each by itself, so that no file keeps others waiting for long.
 * @param key of the list. Its items may be many. Throws DeclaredFault
 */
export async function readYaml(text: string, key: string): Promise<Node> {
  const lines = new LineCounter();
  const lineAt: LineAt = (offset) => lines.linePos(offset).line;
  const document = await parsed(text, lines, lineAt);
  const found = listIn(document, key);
  if (found === undefined) return composed(document, document, lineAt);
  const { list } = found;
  const line = lineAt(list.offset);
  const items: Node[] = [];
  for (const [index, { value }] of list.items.entries()) {
    if (index % 20 === 0) await otherWork();
    items.push(value === undefined ? emptyAt(line) : composed(document, value, lineAt));
  }
  found.cut();
  const head = composed(document, document, lineAt);
  if (head.is !== 'map') return head;
  const listed: Node = { line, is: 'list', items };
  return { ...head, entries: head.entries.map((entry) => (entry.key === key ? { ...entry, node: listed } : entry)) };
}

const emptyAt = (line: number): Node => ({ line, is: 'value', value: null });

/** Its one document, as it is written. */
async function parsed(text: string, lines: LineCounter, lineAt: LineAt): Promise<CST.Document> {
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  const documents: CST.Document[] = [];
  const take = (token: CST.Token): void => {
    if (token.type === 'document') documents.push(token);
    else if (token.type === 'error') throw new DeclaredFault('syntax', lineAt(token.offset));
  };
  let count = 0;
  let previous = '';
  for (const lexeme of new Lexer().lex(text)) {
    if (previous !== SCALAR && SHORTCUT.test(lexeme))
      throw new DeclaredFault('shortcut', lineAt(parser.offset), lexeme);
    for (const token of parser.next(lexeme)) take(token);
    if (parser.stack.length > DEEPEST) throw new DeclaredFault('tooDeep', lineAt(parser.offset));
    previous = lexeme;
    count += 1;
    if (count > MOST_TOKENS) throw new DeclaredFault('tooMuch', lineAt(parser.offset));
    if (count % TURN === 0) await otherWork();
  }
  for (const token of parser.end()) take(token);
  const [document, more] = documents;
  if (document === undefined) throw new DeclaredFault('noMapping', 1);
  if (more !== undefined) throw new DeclaredFault('syntax', lineAt(more.offset));
  return document;
}

type Collection = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;
type List = CST.BlockSequence | CST.FlowCollection;

const isCollection = (token: CST.Token | null | undefined): token is Collection =>
  token?.type === 'block-map' || token?.type === 'block-seq' || token?.type === 'flow-collection';

const isList = (token: CST.Token | null | undefined): token is List =>
  token?.type === 'block-seq' || (token?.type === 'flow-collection' && token.start.source === '[');

/**
 * The list that stands below the key, and how to cut it off there; undefined: there is none, or what stands in it is no
 * list's.
 */
function listIn({ value }: CST.Document, key: string): { readonly list: List; readonly cut: () => void } | undefined {
  if (!isCollection(value)) return undefined;
  const pair = value.items.find((item) => isNamed(item.key, key));
  const list = pair?.value;
  if (pair === undefined || !isList(list)) return undefined;
  if (list.items.some((item) => item.key !== undefined || item.sep !== undefined)) return undefined;
  return { list, cut: () => delete pair.value };
}

const isNamed = (token: CST.Token | null | undefined, key: string): boolean =>
  token !== undefined && token !== null && 'source' in token && token.source.replaceAll(/^["']|["']$/g, '') === key;

/** What a piece of the document says. */
function composed(document: CST.Document, piece: CST.Token, lineAt: LineAt): Node {
  const value = piece.type === 'document' ? piece.value : piece;
  if (value === undefined) throw new DeclaredFault('noMapping', 1);
  if (CST.stringify(value).length > LONGEST_ITEM) throw new DeclaredFault('tooMuch', lineAt(value.offset));
  // Whether a key stands twice is looked at below: the package compares each with each.
  const composer = new Composer({ uniqueKeys: false, schema: 'core', version: '1.2', logLevel: 'silent' });
  const alone: CST.Document = { type: 'document', offset: document.offset, start: [], value };
  const [made] = [...composer.next(alone), ...composer.end()];
  const [wrong] = made?.errors ?? [];
  if (wrong !== undefined) throw new DeclaredFault('syntax', lineAt(wrong.pos[0]));
  return nodeOf(made?.contents, lineAt(value.offset), lineAt);
}

function nodeOf(read: unknown, parentLine: number, lineAt: LineAt): Node {
  if (read === null || read === undefined) return emptyAt(parentLine);
  if (isScalar(read)) {
    const { value } = read;
    const line = read.range ? lineAt(read.range[0]) : parentLine;
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return { line, is: 'value', value };
    if (typeof value === 'number' && Number.isFinite(value)) return { line, is: 'value', value };
    throw new DeclaredFault('syntax', line);
  }
  if (isSeq(read)) {
    const line = read.range ? lineAt(read.range[0]) : parentLine;
    return { line, is: 'list', items: read.items.map((item) => nodeOf(item, line, lineAt)) };
  }
  if (!isMap(read)) throw new DeclaredFault('syntax', parentLine);
  const line = read.range ? lineAt(read.range[0]) : parentLine;
  const seen = new Set<string>();
  const entries = read.items.map(({ key, value }): Entry => {
    const at = isScalar(key) && key.range ? lineAt(key.range[0]) : line;
    if (!isScalar(key) || typeof key.value !== 'string') throw new DeclaredFault('syntax', at);
    if (seen.has(key.value)) throw new DeclaredFault('keyTwice', at, key.value);
    seen.add(key.value);
    return { key: key.value, line: at, node: nodeOf(value, at, lineAt) };
  });
  return { line, is: 'map', entries };
}
