import { parseArgs } from 'node:util';
import { APPROVAL_RULES, MOST_APPROVERS, type ApprovalRule } from '../domain/change/approval.ts';
import { FAULT_NAMES, faultOf, isFaultName, type FaultName } from '../simulator/faults/faults.ts';
import { CAST, isCastName, type CastName } from '../simulator/teams/playground-config.ts';

export type Options = {
  readonly you: CastName;
  /** Yours; the next one is that of the other person. 0: any free ones; null: the usual ones, or others where they are taken. */
  readonly port: number | null;
  readonly approvals: ApprovalRule;
  readonly approvers: number;
  readonly faults: readonly FaultName[];
  /** How many processes' worth of the bot there are; more than one share a PostgreSQL server of the demo's own. */
  readonly replicas: number;
};

/** What was asked for, or what to say instead of starting. */
export type Asked =
  | { readonly kind: 'start'; readonly options: Options }
  | { readonly kind: 'say'; readonly text: string; readonly isWrong: boolean };

const MOST_REPLICAS = 9;
/** There is one after it, for the other person. */
const LAST_PORT = 65534;

/** @param args what follows `npm run demo --` */
export function readOptions(args: readonly string[]): Asked {
  // Without a value it is a question.
  if (args.at(-1) === '--fault') return { kind: 'say', text: faultsText(), isWrong: false };
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        as: { type: 'string', default: 'admin' },
        port: { type: 'string' },
        approvals: { type: 'string', default: 'self' },
        approvers: { type: 'string', default: '1' },
        fault: { type: 'string', multiple: true, default: [] },
        replicas: { type: 'string', default: '1' },
      },
    });
    if (!isCastName(values.as)) return wrong(`There is no ${values.as} in the demo.`);
    const port = values.port === undefined ? null : Number(values.port);
    if (port !== null && (!Number.isInteger(port) || port < 0 || port > LAST_PORT)) {
      return wrong(`${values.port} is no port that has another one after it.`);
    }
    const approvals = APPROVAL_RULES.find((rule) => rule === values.approvals);
    if (approvals === undefined) return wrong(`There is no rule ${values.approvals}.`);
    const approvers = Number(values.approvers);
    if (!Number.isInteger(approvers) || approvers < 1 || approvers > MOST_APPROVERS) {
      return wrong(`${values.approvers} is not how many others can approve.`);
    }
    const replicas = Number(values.replicas);
    if (!Number.isInteger(replicas) || replicas < 1 || replicas > MOST_REPLICAS) {
      return wrong(`${values.replicas} is not how many bots can share the demo.`);
    }
    const unknown = values.fault.find((name) => !isFaultName(name));
    if (unknown !== undefined) {
      return { kind: 'say', text: `There is no fault ${unknown}.\n\n${faultsText()}`, isWrong: true };
    }
    const faults = values.fault.filter(isFaultName);
    return { kind: 'start', options: { you: values.as, port, approvals, approvers, faults, replicas } };
  } catch (error) {
    return wrong(error instanceof Error ? error.message : 'I cannot read the options.');
  }
}

function wrong(problem: string): Asked {
  const text = `${problem}

Usage: npm run demo -- [--as NAME] [--port PORT] [--approvals RULE] [--approvers COUNT] [--replicas BOTS] [--fault FAULT]...
NAME is who you are: ${Object.keys(CAST).join(', ')}
PORT is yours, and the next one that of the other person: the usual ones, or others where they are taken
RULE says who decides a change: ${APPROVAL_RULES.join(', ')}
COUNT says how many others approve what opens the tenant: 1 to ${MOST_APPROVERS}
BOTS is how many of the bot share a real PostgreSQL: 1 to ${MOST_REPLICAS}; 1 keeps its store in a file
FAULT is what goes wrong around the bot: npm run demo -- --fault lists them`;
  return { kind: 'say', text, isWrong: true };
}

function faultsText(): string {
  const width = Math.max(...FAULT_NAMES.map((name) => name.length));
  const lines = FAULT_NAMES.map((name) => `  ${name.padEnd(width)}  ${faultOf(name).does}`);
  return `What can go wrong around the bot, with npm run demo -- --fault FAULT (and again for another one):\n\n${lines.join('\n')}`;
}
