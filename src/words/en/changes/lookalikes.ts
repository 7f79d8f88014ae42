import type { Lookalike } from '../../../domain/partners/lookalike.ts';
import type { TenantInformation } from '../../../domain/partners/tenant.ts';
import { say, type ByKind, type Sayings } from '../../by-kind.ts';
import type { Line } from '../../line.ts';
import { withoutMiddle } from '../../text.ts';
import { plural } from '../plural.ts';
import { domainOf, nameOf, tenants } from '../tenants.ts';

const WHY: Sayings<ByKind<Lookalike>, string> = {
  sameName: () => 'It looks like another tenant, which has the same name:',
  similarName: () => 'It looks like another tenant, which has a very similar name:',
  similarDomain: () => 'It looks like another tenant, which has a very similar domain:',
  nameLikeDomain: () => 'Its name reads like the domain of another tenant:',
  domainLikeName: () => 'Its domain reads like the name of another tenant:',
  nameHoldsId: () => 'Its name holds the tenant id of another tenant:',
  idInName: () => 'Its tenant id stands in the name of another tenant:',
  more: ({ count }) => plural(count, { one: 'One more tenant looks alike.', other: '# more tenants look alike.' }),
  foreignLetters: () => 'The domain holds letters from outside the plain Latin alphabet. It reads:',
  uncompared: ({ count }) => {
    const unread = plural(count, {
      one: 'I could not read the name of another partner, so I could not compare it.',
      other: 'I could not read the names of # other partners, so I could not compare them.',
    });
    return `${unread} Check the tenant id yourself.`;
  },
};

/** Of what is read at first sight; the details have all of it. */
const LONGEST_DOMAIN = 60;

/** What it could be mistaken for, in a line. */
function brief(lookalike: Lookalike): Line {
  switch (lookalike.kind) {
    case 'foreignLetters':
      return [
        '⚠ Look twice: letters of another alphabet make this domain look like ',
        { strong: withoutMiddle(lookalike.unicode, LONGEST_DOMAIN) },
      ];
    case 'more':
    case 'uncompared':
      return ['⚠ I could not compare it with all other partners'];
    default:
      return ['⚠ Look twice: it looks like ', ...tenants.partner(lookalike.other)];
  }
}

/** A tenant that could be mistaken for another. */
export const lookalikes = {
  brief,
  andMore: (left: number): string =>
    plural(left, { none: '', one: '. One more warning in the details', other: '. # more warnings in the details' }),
  lookTwice: '⚠ Look twice: is this really the one you mean?',
  why: (lookalike: Lookalike): string =>
    say<ByKind<Lookalike>, Lookalike['kind'], string>(WHY, lookalike.kind, lookalike),
  other: (tenant: TenantInformation): Line => [{ strong: nameOf(tenant) }, ', ', { wrote: domainOf(tenant) }],
  really: (tenant: TenantInformation): Line => ['and is really ', { code: domainOf(tenant) }],
};
