/** The little of $filter that the role endpoints document: `name eq 'x'` and `name in ('x','y')`, joined by `and`. */
import { badRequest } from './graph-error.ts';

interface Condition {
  readonly property: string;
  readonly operator: 'eq' | 'in';
  readonly values: readonly string[];
}

export interface FilterRules {
  readonly properties: readonly string[];
  readonly operators: readonly Condition['operator'][];
  /** How many conditions `and` may join; 1 means no `and`. */
  readonly conditions: number;
}

const LITERAL = String.raw`'(?:[^']|'')*'`;
const CONDITION = new RegExp(
  String.raw`\s*(?<property>\w+)\s+(?:eq\s+(?<one>${LITERAL})|in\s*\((?<many>\s*${LITERAL}(?:\s*,\s*${LITERAL})*)\s*\))\s*(?<and>and\s|$)`,
  'y',
);

/** Rows for which `$filter` holds; all of them when there is none. 400 for a filter that the rules do not allow. */
export function filterRows<Row extends object>(rows: readonly Row[], filter: string | null, rules: FilterRules): Row[] {
  const conditions = filter === null ? [] : parse(filter);
  if (conditions.length > rules.conditions) throw badRequest('This filter combines more conditions than supported.');
  for (const { property, operator } of conditions) {
    if (!rules.properties.includes(property)) throw badRequest(`Filtering by '${property}' is not supported.`);
    if (!rules.operators.includes(operator)) throw badRequest(`Operator '${operator}' is not supported.`);
  }
  return rows.filter((row) => conditions.every((condition) => holds(row, condition)));
}

function parse(filter: string): Condition[] {
  const conditions: Condition[] = [];
  let more = true;
  CONDITION.lastIndex = 0;
  while (more) {
    const groups = CONDITION.exec(filter)?.groups;
    const property = groups?.['property'];
    if (groups === undefined || property === undefined) throw badRequest(`Invalid filter clause: ${filter}`);
    conditions.push({
      property,
      operator: groups['one'] === undefined ? 'in' : 'eq',
      values: literals(groups['one'] ?? groups['many'] ?? ''),
    });
    more = groups['and'] !== '';
  }
  return conditions;
}

function literals(text: string): string[] {
  return [...text.matchAll(new RegExp(LITERAL, 'g'))].map(([quoted]) => unquote(quoted));
}

/** `'O''Brien'` is O'Brien: OData doubles a quote inside a string. */
export function unquote(literal: string): string {
  return literal.slice(1, -1).replaceAll("''", "'");
}

function holds(row: object, { property, values }: Condition): boolean {
  const actual: unknown = Object.entries(row).find(([name]) => name === property)?.[1];
  return typeof actual === 'string' && values.some((value) => value.toLowerCase() === actual.toLowerCase());
}
