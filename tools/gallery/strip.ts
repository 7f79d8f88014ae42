import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Change } from '../../src/domain/change/change.ts';
import type { Proposal } from '../../src/domain/change/proposal.ts';
import { parseTenantId } from '../../src/domain/ids.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { aDrift, aDriftActor, aPerson, aTenant, objectIdOf, tenantIdOf } from '../../test/builders.ts';
import { applied, changeIn, LATER, STATUSES } from '../../test/cards/changes.ts';
import { PLANS } from '../../test/cards/plans.ts';
import { renderReply } from '../../test/support/drawing.ts';
import { Showroom } from './browser.ts';
import type { Entry, Look, Sent } from './shape.ts';

/** The pictures of the README: what it takes to let a partner in, and what is found. `npm run gallery -- --pictures` renews them. */

const fabrikam = aTenant({
  tenantId: parseTenantId('5e2b7c14-93d0-4f6a-8b1e-d04c2a9f7361') ?? tenantIdOf(1),
  displayName: 'Fabrikam Residences',
  defaultDomainName: 'fabrikam.com',
});
const megan = aPerson({ displayName: 'Megan Bowen' });
const enabling: Partial<Proposal> = {
  ...PLANS['enable sync'],
  partner: fabrikam,
  plan: { ...PLANS['enable sync'].plan, tenantId: fabrikam.tenantId },
  requester: megan,
  reason: 'project Falcon starts on Monday',
};

const card = (change: Change): Reply => ({ kind: 'change', change, alone: false });
const done = applied({ ...enabling, approval: 'secondPerson' });
const ben = aPerson({ objectId: objectIdOf(7), displayName: 'Ben Walters' });

const SHOWN: Readonly<Record<string, Reply>> = {
  ask: card(changeIn(STATUSES.pending, enabling)),
  approve: card(changeIn(STATUSES.pending, { ...enabling, approval: 'secondPerson' })),
  applied: card(done.status.state === 'applied' ? { ...done, status: { ...done.status, by: ben } } : done),
  drift: { kind: 'drift', drift: aDrift({ partner: fabrikam, actors: [aDriftActor()], explained: true }) },
};

const same = (sent: Sent): Entry['cards'] => ({ usual: sent, long: sent, hostile: sent });
const ENTRIES = Object.entries(SHOWN).map(([name, reply]): Entry => ({
  name,
  group: 'README',
  pending: false,
  cards: same(renderReply(reply, LATER).card),
}));

const PICTURES = [
  { path: 'docs/screenshot.png', names: ['ask', 'applied'], width: 480 },
  { path: 'docs/strip.png', names: ['ask', 'approve', 'applied', 'drift'], width: 300 },
] as const satisfies readonly {
  readonly path: string;
  readonly names: readonly string[];
  readonly width: Look['width'];
}[];

/** Each of them as it looks now, and where it is kept. */
export async function readmePictures(): Promise<readonly { readonly path: string; readonly png: Buffer }[]> {
  const showroom = await Showroom.open(ENTRIES);
  const drawn: { readonly path: string; readonly png: Buffer }[] = [];
  try {
    for (const { path, names, width } of PICTURES) {
      await showroom.stage(names, { theme: 'light', width, names: 'usual' });
      drawn.push({ path, png: await showroom.page.locator('#stage').screenshot({ animations: 'disabled' }) });
    }
  } finally {
    await showroom.close();
  }
  return drawn;
}

export async function drawForReadme(): Promise<readonly string[]> {
  const all = await readmePictures();
  for (const { path, png } of all) writeFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), png);
  return all.map(({ path }) => path);
}
