import { describe, expect, test } from 'vitest';
import { cardTemplate, type View } from '../../src/cards/expand.ts';
import alertTemplate from '../../src/cards/templates/alert.json' with { type: 'json' };
import choiceTemplate from '../../src/cards/templates/choice.json' with { type: 'json' };
import changeFormTemplate from '../../src/cards/templates/change-form.json' with { type: 'json' };
import helpTemplate from '../../src/cards/templates/help.json' with { type: 'json' };
import topicTemplate from '../../src/cards/templates/help-topic.json' with { type: 'json' };
import messageTemplate from '../../src/cards/templates/message.json' with { type: 'json' };
import partnerTemplate from '../../src/cards/templates/partner.json' with { type: 'json' };
import partnersTemplate from '../../src/cards/templates/partners.json' with { type: 'json' };
import reasonTemplate from '../../src/cards/templates/reason.json' with { type: 'json' };
import reportTemplate from '../../src/cards/templates/report.json' with { type: 'json' };
import whoamiTemplate from '../../src/cards/templates/whoami.json' with { type: 'json' };
import { alertView } from '../../src/cards/views/alert.ts';
import { changeParts } from '../../src/cards/views/change/card.ts';
import { changeDetailsReport } from '../../src/cards/views/change/details-report.ts';
import { changePartnersReport } from '../../src/cards/views/change/partners-report.ts';
import { parts } from '../../src/cards/views/change/parts.ts';
import { choiceView } from '../../src/cards/views/choice.ts';
import { deletedItemReport, deletedListReport } from '../../src/cards/views/deleted.ts';
import { digestAlert } from '../../src/cards/views/digest.ts';
import { driftAlert } from '../../src/cards/views/drift.ts';
import { driftListReport } from '../../src/cards/views/drift-list.ts';
import { helpView } from '../../src/cards/views/help.ts';
import { topicView } from '../../src/cards/views/help-topic.ts';
import { evidenceReport } from '../../src/cards/views/evidence.ts';
import { historyReport } from '../../src/cards/views/history.ts';
import { messageView } from '../../src/cards/views/message.ts';
import { partnerCardView } from '../../src/cards/views/partner.ts';
import { partnersView } from '../../src/cards/views/partners.ts';
import { openReport } from '../../src/cards/views/open.ts';
import { overviewReport } from '../../src/cards/views/overview.ts';
import { reasonView } from '../../src/cards/views/reason.ts';
import { recertificationReport } from '../../src/cards/views/ends/recertification.ts';
import { reachReport } from '../../src/cards/views/reach.ts';
import { reportView } from '../../src/cards/views/report.ts';
import { messageOf, words } from '../../src/words/words.ts';
import { webhookReport } from '../../src/cards/views/webhook.ts';
import { subscriptionsReport } from '../../src/cards/views/subscriptions.ts';
import { templateReport } from '../../src/cards/views/template.ts';
import { tenantCardView } from '../../src/cards/views/tenant.ts';
import { whoamiView } from '../../src/cards/views/whoami.ts';
import { defaultsReport } from '../../src/cards/views/access.ts';
import { misuseAlert } from '../../src/cards/views/misuse.ts';
import { transientAlert } from '../../src/cards/views/transient.ts';
import { CLOUDS } from '../../src/cloud.ts';
import { mentioned } from '../../src/domain/replies/mentioned.ts';
import type { ChangeCard, Reply } from '../../src/domain/replies/reply.ts';
import { endingReport } from '../../src/cards/views/ends/ending.ts';
import { changeFormView } from '../../src/cards/views/change-form.ts';
import { isNode, type Node } from './collect.ts';
import { LATER } from './changes.ts';
import { MANY_OPTIONS, REPLIES } from './samples.ts';

/** All that have one template; the card of a change is made of parts. */
type Whole = Exclude<Reply, { kind: 'change' }>;

const TEMPLATES: Readonly<Record<Whole['kind'], object>> = {
  help: helpTemplate,
  topicHelp: topicTemplate,
  whoami: whoamiTemplate,
  partners: partnersTemplate,
  partner: partnerTemplate,
  choice: choiceTemplate,
  changeForm: changeFormTemplate,
  notice: messageTemplate,
  changeDetails: reportTemplate,
  changePartners: reportTemplate,
  evidence: reportTemplate,
  history: reportTemplate,
  open: reportTemplate,
  ending: reportTemplate,
  recertification: reportTemplate,
  reach: reportTemplate,
  overview: reportTemplate,
  reasonAsked: reasonTemplate,
  deletedItems: reportTemplate,
  deletedItem: reportTemplate,
  defaults: reportTemplate,
  template: reportTemplate,
  subscriptions: reportTemplate,
  webhook: reportTemplate,
  drift: alertTemplate,
  sight: messageTemplate,
  misuse: alertTemplate,
  transient: alertTemplate,
  driftList: reportTemplate,
  digest: alertTemplate,
  tenant: partnerTemplate,
};

const PORTAL = CLOUDS.global.portal;

function viewOf(reply: Whole): View {
  switch (reply.kind) {
    case 'help':
      return helpView(reply);
    case 'topicHelp':
      return topicView(reply);
    case 'whoami':
      return whoamiView(reply, LATER, PORTAL);
    case 'partners':
      return partnersView(reply, LATER);
    case 'partner':
      return partnerCardView(reply, LATER, PORTAL);
    case 'choice':
      return choiceView(reply);
    case 'changeForm':
      return changeFormView(reply.shown);
    case 'notice':
      return messageView(messageOf(reply.notice), PORTAL, reply.called ?? mentioned(reply.notice), reply.isOnlooker);
    case 'changeDetails':
      return reportView(changeDetailsReport(reply, LATER), LATER);
    case 'changePartners':
      return reportView(changePartnersReport(reply, LATER), LATER);
    case 'evidence':
      return reportView(evidenceReport(reply, LATER), LATER);
    case 'history':
      return reportView(historyReport(reply, LATER), LATER);
    case 'reasonAsked':
      return reasonView(reply);
    case 'open':
      return reportView(openReport(reply, LATER), LATER);
    case 'ending':
      return reportView(endingReport(reply, LATER), LATER);
    case 'reach':
      return reportView(reachReport(reply, LATER), LATER);
    case 'recertification':
      return reportView(recertificationReport(reply, LATER), LATER);
    case 'overview':
      return reportView(overviewReport(reply, LATER), LATER);
    case 'deletedItems':
      return reportView(deletedListReport(reply, LATER), LATER);
    case 'deletedItem':
      return reportView(deletedItemReport(reply, LATER), LATER);
    case 'defaults':
      return reportView(defaultsReport(reply.state, LATER), LATER);
    case 'template':
      return reportView(templateReport(reply.template, LATER), LATER);
    case 'subscriptions':
      return reportView(subscriptionsReport(reply, LATER), LATER);
    case 'webhook':
      return reportView(webhookReport(reply, LATER), LATER);
    case 'drift':
      return alertView(driftAlert(reply, LATER), LATER, PORTAL);
    case 'sight':
      return messageView(words.drifts.sight(reply.sight), PORTAL);
    case 'digest':
      return alertView(digestAlert(reply.digest, LATER), LATER, PORTAL);
    case 'misuse':
      return alertView(misuseAlert(reply, LATER), LATER, PORTAL);
    case 'transient':
      return alertView(transientAlert(reply.transient, LATER), LATER, PORTAL);
    case 'driftList':
      return reportView(driftListReport(reply, LATER), LATER);
    case 'tenant':
      return tenantCardView(reply, LATER);
  }
}

/** Where a template asks for something: `body.0.items.1 text ${title}`. */
type Asked = { readonly where: string; readonly token: string };

function tokens(template: unknown, where = ''): readonly Asked[] {
  if (typeof template === 'string') return template.includes('${') ? [{ where, token: template }] : [];
  if (typeof template !== 'object' || template === null) return [];
  return Object.entries(template).flatMap(([key, inner]) => tokens(inner, `${where}.${key}`));
}

/** Fills a template without the engine; what was asked for and how the view answered. */
function walk(
  template: unknown,
  scope: unknown,
  where: string,
  answered: (asked: Asked, value: unknown) => void,
): void {
  if (typeof template === 'string') {
    if (template.includes('${')) answered({ where, token: template }, look(scope, template));
    return;
  }
  if (Array.isArray(template)) {
    template.forEach((inner, index) => {
      walk(inner, scope, `${where}.${index}`, answered);
    });
    return;
  }
  if (!isNode(template)) return;
  const { $data, ...rest } = template;
  walk($data, scope, `${where}.$data`, answered);
  const scopes = typeof $data === 'string' ? items(look(scope, $data)) : [scope];
  for (const inner of scopes) {
    for (const [key, value] of Object.entries(rest)) walk(value, inner, `${where}.${key}`, answered);
  }
}

const items = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : []);
const look = (scope: unknown, token: string): unknown => (isNode(scope) ? scope[token.slice(2, -1)] : undefined);

const samples = [...Object.values(REPLIES), MANY_OPTIONS];
const allParts = (reply: ChangeCard): readonly Filled[] => {
  const { shown, folded } = changeParts(reply, LATER, PORTAL);
  return [...shown, ...folded];
};
type Filled = { readonly template: object; readonly view: View };
const filled: readonly Filled[] = samples.flatMap((reply): readonly Filled[] =>
  reply.kind === 'change' ? allParts(reply) : [{ template: TEMPLATES[reply.kind], view: viewOf(reply) }],
);
const PARTS = Object.entries(parts).map(([name, { template }]): [string, object] => [`change, ${name}`, template]);

describe.each([...Object.entries(TEMPLATES), ...PARTS])('the template of %s', (_, template) => {
  // Some kinds of reply share a template.
  const views = filled.filter((one) => one.template === template).map(({ view }) => view);

  test('asks for names alone: the engine swallows errors inside longer strings', () => {
    for (const { token } of tokens(template)) expect(token).toMatch(/^\$\{[a-zA-Z]+\}$/);
    expect(JSON.stringify(template)).not.toContain('$when');
  });

  test('asks for nothing that a view has not, and for a list only where it repeats', () => {
    for (const view of views) {
      walk(template, view, '', ({ where, token }, value) => {
        const isList = Array.isArray(value);
        expect(isList || ['string', 'boolean', 'number'].includes(typeof value), `${where} ${token}`).toBe(true);
        expect(isList, `${where} ${token}`).toBe(where.endsWith('.$data'));
      });
    }
  });

  test('is seen in full by these samples', () => {
    const seen = new Set<string>();
    for (const view of views) walk(template, view, '', ({ where }) => seen.add(where));
    expect(tokens(template).filter(({ where }) => !seen.has(where))).toEqual([]);
  });
});

describe('filling a template', () => {
  const fill = cardTemplate({ type: 'AdaptiveCard', body: [{ $data: '${rows}', text: '${name}' }] });

  test('a missing name is an error and never a card', () => {
    expect(() => fill({})).toThrow('rows');
    expect(() => fill({ rows: [{}], name: 'of the outer scope' })).toThrow('name');
  });

  test('text that looks like a template stays text', () => {
    expect(fill({ rows: [{ name: '${rows} ${' }] })).toEqual({ type: 'AdaptiveCard', body: [{ text: '${rows} ${' }] });
  });

  test('an empty list leaves its element out, empty text stays', () => {
    expect(fill({ rows: [] })).toEqual({ type: 'AdaptiveCard', body: [] });
    expect(fill({ rows: [{ name: '' }] })).toEqual({ type: 'AdaptiveCard', body: [{ text: '' }] });
  });

  test('what is no card is refused', () => {
    expect(() => cardTemplate([])({})).toThrow('card');
  });
});
