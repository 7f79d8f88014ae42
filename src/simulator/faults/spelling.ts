import type { Said } from '../graph/faults.ts';

/**
 * The same policies, spelt in another way each time: lists in another order, GUIDs in capitals, numbers as text, what is
 * null left out (Graph promises none of it).
 */
export function otherSpelling(): (answer: Said) => Said {
  let times = 0;
  return ({ status, body }) => {
    times += 1;
    return { status, body: times % 2 === 0 ? body : spelt(body) };
  };
}

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

function spelt(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return GUID.test(value) ? value.toUpperCase() : value;
  if (Array.isArray(value)) return value.map((item: unknown) => spelt(item)).reverse();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([key, member]) => [key, spelt(member)]),
  );
}
