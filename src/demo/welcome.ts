import { join, relative } from 'node:path';
import process from 'node:process';
import { faultOf } from '../simulator/faults/faults.ts';
import { organizations, people } from '../simulator/seed/seed.ts';
import { CAST, GROUP_CHAT, type CastName } from '../simulator/teams/playground-config.ts';
import type { Demo } from './demo.ts';
import { KEYS } from './keys.ts';
import type { Options } from './options.ts';
import { USUAL_PORT } from './ports.ts';

/** What the demo says when it is up. */
export function welcome(demo: Pick<Demo, 'seats' | 'folder'>, options: Options): string {
  const { faults, replicas, you } = options;
  const wrong = faults.map((name) => `${faultOf(name).does}\n`).join('');
  const shared =
    replicas === 1 ? '' : `${replicas} of the bot share a PostgreSQL server, behind one address; one of them leads.\n`;
  const others = Object.keys(CAST).filter((name) => name !== you);
  return `
Bridgekeeper is up, with a pretend tenant (${organizations.woodgrove.displayName}) behind it.

${addresses(demo, options)}
${shared}${wrong}
Type there, as any of them:

  list partners
  show fabrikam.com
  enable sync for fabrikam.com because project Falcon starts on Monday

${approvals(demo, options)}
To be told what others change, type in a channel:   @Bridgekeeper notify here

${keys()}

To be somebody else: npm run demo -- --as ${others.join('|')}
To see what can go wrong around the bot: npm run demo -- --fault
The bot's log: ${relative(process.cwd(), join(demo.folder, 'bridgekeeper.log'))}          Ctrl+C ends the demo.
`;
}

const nameOf = (who: CastName): string => people[CAST[who].key].displayName;
const firstNameOf = (who: CastName): string => nameOf(who).split(' ')[0] ?? '';

function addresses({ seats }: Pick<Demo, 'seats'>, { port }: Options): string {
  const lines = seats.map(({ who, url }) => `  Open   ${url}   to be ${nameOf(who)}: ${CAST[who].role}.`);
  const usual = port !== null || seats[0]?.url.endsWith(`:${USUAL_PORT}`) === true;
  const other = usual
    ? []
    : ['', `Port ${USUAL_PORT} or the next one is taken, perhaps by another demo, so these are others.`];
  return [...lines, ...other].join('\n');
}

function approvals({ seats }: Pick<Demo, 'seats'>, { approvals: rule, approvers }: Options): string {
  const [you, other] = seats.map(({ who }) => firstNameOf(who));
  const room = `the group chat “${GROUP_CHAT.name}”`;
  if (rule === 'self') {
    return `Whoever asks confirms (--approvals self). To see an approval by two: npm run demo -- --approvals second-person`;
  }
  const what = rule === 'risk' ? 'what opens the tenant' : 'each change';
  const count = approvers === 1 ? 'another administrator approves' : `${approvers} other administrators approve`;
  return `Here ${count} ${what} (--approvals ${rule}). Ask as ${you} in ${room}, and approve there as ${other}.`;
}

function keys(): string {
  const width = Math.max(...KEYS.map(({ name }) => name.length));
  return ['Press here:', '', ...KEYS.map(({ name, does }) => `  ${name.padEnd(width)}   ${does}`)].join('\n');
}
