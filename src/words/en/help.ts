import { offers } from '../../commands/offers.ts';
import type { HelpLevel, HelpTopic, OutOfReach } from '../../domain/replies/help.ts';
import type { Offer } from '../../domain/replies/offer.ts';
import type { Line } from '../line.ts';
import { FORGETS } from './common.ts';
import { neededRoles } from './people.ts';
import { row } from './series.ts';

/** What each command does, in one sentence, by its name. */
const SUMMARIES: Readonly<Record<string, string>> = {
  help: 'Shows what you can say to me, and more of one topic.',
  whoami: 'Says who the bot thinks you are, which roles it sees active for you, and what they allow.',
  overview:
    'How you stand: partners by state, what has been open for longest, what waits, what was changed, and who hears.',
  'list partners':
    'Lists partners with name, domain and sync state, or those with a setting as you say; “none” means there is no sync policy. Where I do not know the setting, I name all of them.',
  'list drift': 'What somebody else has changed and nobody has accepted or reverted yet.',
  'check now': 'Compares all partners with how they should look, and shows what somebody else has changed.',
  'list deleted': 'Deleted sync policies and partners, and how long they can still be restored.',
  'show template': 'The sync template of this organisation’s multitenant organization.',
  'show defaults': 'What applies to every partner that sets nothing of its own.',
  'show deleted': 'One deleted sync policy as it would be restored.',
  'show change':
    'What became of one change, step by step, with the ids of its Graph requests; with a page, each partner of a change of many, before and after.',
  evidence: 'What I wrote down of one change beside Entra’s own audit records of it, and what could not be matched.',
  show: 'Shows one partner’s settings and whether sync will really work.',
  'find tenant': 'Name, domain and tenant id of any organisation, by its domain or tenant id.',
  reach: 'Who of a partner is here already: guests and synchronised members, as numbers and dates.',
  history: 'Changes that were asked of me, the newest first; of one partner or of all.',
  'export partners':
    'Offers all partners with settings and ends as a YAML and a CSV file; with a day, what was changed since. In your own chat with me.',
  explain:
    'What an error of cross-tenant synchronisation, provisioning or External ID means: give its code, or paste its text.',
  'change sync': 'A form for the lines below: choose the partner and what to change, and say why.',
  'enable sync': 'Allows a partner to synchronise users into this tenant, after you confirm.',
  'disable sync': 'Stops a partner’s user synchronisation, after you confirm; removes nobody.',
  'enable auto redemption':
    'Redeems invitations automatically: of a partner’s users here (from), or of our users there (to).',
  'disable auto redemption':
    'Asks users to accept invitations again: a partner’s users here (from), or our users there (to).',
  'enable group sync': 'Allows a partner to synchronise security groups into this tenant.',
  'disable group sync': 'Stops a partner’s group synchronisation; removes no group.',
  'create sync policy': 'Creates a partner’s sync policy, switched off.',
  'rename sync policy': 'Changes the display name of a partner’s sync policy.',
  'delete sync policy': 'Deletes a partner’s sync policy; the partner stays, and nobody is removed.',
  'restore sync policy':
    'Brings a deleted sync policy back as it was, within 30 days; the partner too, where it is gone.',
  'purge sync policy': 'Removes a deleted sync policy for good, before its 30 days are over.',
  'add partner': 'Adds an organisation as a partner that inherits every setting from the defaults.',
  'remove partner': 'Removes a partner with all its settings, its sync policy first.',
  'list ending': 'What is open only until an end, the next one first.',
  'renew end': 'Keeps open what ends soon, or opens it anew: for as long as before, unless you say until when.',
  'end now': 'Closes before its time what is open until an end, after you confirm.',
  'list recertification': 'Partners that are open, who answers for each, and when they are asked.',
  keep: 'Says why a partner may stay open; whoever answers for it is asked again in a year, or as is set here.',
  'close partner': 'Closes all that is open for a partner: sync, redemption and trust. You confirm first.',
  own: 'You answer for an open partner from now on.',
  recertify: 'Asks whoever answers for an open partner now, before its time.',
  'freeze all':
    'In an incident: closes user sync, group sync and automatic redemption of every partner, after you confirm.',
  thaw: 'Takes back what was frozen, by the rule of approvals. Partners whom somebody has changed since stay, until you restore them: all or one.',
  plan: 'Compares the YAML file that you attach with what is, and asks you to confirm the difference; say it in our own chat.',
  'stop change': 'Stops what is being done to many partners, as its button does; what has not begun stays as it is.',
  'trust mfa': 'Lets MFA count that a partner’s users did in their own tenant.',
  'stop trusting mfa': 'Has a partner’s users do MFA here, whatever they did in their own tenant.',
  'trust mfa by default': 'Lets MFA count that users of any organisation did in their own tenant.',
  'stop trusting mfa by default': 'Has users do MFA here, but for partners that set something else.',
  'trust compliant devices': 'Lets devices count as compliant that a partner’s tenant calls so.',
  'stop trusting compliant devices': 'Lets no device count as compliant because a partner’s tenant calls it so.',
  'trust compliant devices by default': 'Lets devices count as compliant that any organisation’s tenant calls so.',
  'stop trusting compliant devices by default':
    'Lets no device count as compliant but for partners that set something else.',
  'trust hybrid devices': 'Lets devices count as hybrid joined that are joined to a partner’s tenant.',
  'stop trusting hybrid devices': 'Lets no device count as hybrid joined because a partner’s tenant says so.',
  'trust hybrid devices by default':
    'Lets devices count as hybrid joined that are joined to any organisation’s tenant.',
  'stop trusting hybrid devices by default':
    'Lets no device count as hybrid joined but for partners that set something else.',
  'enable sync in template': 'Makes the template allow user sync in every tenant that joins.',
  'disable sync in template': 'Makes the template forbid user sync in every tenant that joins.',
  'reset template': 'Makes the sync template say nothing again, so that every tenant keeps its own settings.',
  'accept drift': 'Makes what somebody else has changed the way it should be; a reason is needed.',
  'revert drift': 'Takes back what somebody else has changed, while the partner still looks so; you confirm first.',
  undo: 'Takes back what a change did, while the partner still looks as it left it; you confirm first.',
  continue: 'Does the rest of a change that was applied in part; you confirm first.',
  confirm:
    'Confirms a change of yours that waits, as its button does; four characters follow where the card asks for them.',
  cancel: 'Ends a change that waits, as its button does.',
  approve:
    'Approves what somebody else asked for, as the button does; four characters follow where the card asks for them.',
  reject: 'Says no to what somebody else asked for, as the button does, with a reason if you like.',
  'list open': 'Shows what waits, for whom, and until when.',
  withdraw: 'Takes back what you asked for and nobody has decided yet; a Security Administrator ends anybody’s.',
  'break glass:':
    'In an emergency: changes user sync without a second person. Every channel is told, and it is reviewed later.',
  'resume writing': 'Lets me open again after somebody else used my identity; it follows the rule of approvals.',
  'close review': 'Closes the review of a change for which somebody broke the glass; it takes another administrator.',
  'notify here': 'Posts every change of a sync policy or partner in this channel or group chat, or one topic only.',
  'send approvals here': 'Posts here what waits for a second administrator, wherever it was asked for.',
  'stop notifying here': 'Posts no more changes in this channel or group chat.',
  'digest here':
    'Posts here every Monday, or every day, how you stand and what has changed since the last time; at 09:00 where no time is given.',
  'stop digest here': 'Posts no more digests in this channel or group chat.',
  'list webhook': 'Shows the events that the webhook’s receiver does not take, and why.',
  'retry webhook': 'Sends the events again that the webhook’s receiver did not take.',
  'list subscriptions':
    'Lists the channels and group chats in which I post, about what, and who asked for it; and administrators whom Teams does not let me write to alone.',
};

/** What one may begin with, in a few words beside its button. */
const STARTERS: Readonly<Record<string, string>> = {
  'list partners': 'Who may sync users here',
  'list open': 'What waits for a decision',
  'list drift': 'Changes not through me',
  history: 'What was asked of me',
  overview: 'How you stand, at a glance',
  whoami: 'What you may do here',
};

const TOPICS: Readonly<Record<HelpTopic, { readonly title: string; readonly button: string }>> = {
  partners: { title: 'Partners and their sync', button: 'Help partners' },
  trust: { title: 'What of other tenants counts here', button: 'Help trust' },
  recertification: { title: 'Who keeps partners open', button: 'Help owners' },
  many: { title: 'Many partners at once', button: 'Help many' },
  template: { title: 'The template for new tenants', button: 'Help template' },
  approvals: { title: 'What waits, and who decides', button: 'Help approvals' },
  drift: { title: 'Changes that were not made through me', button: 'Help drift' },
  deleted: { title: 'What was deleted', button: 'Help deleted' },
  records: { title: 'What was done', button: 'Help records' },
  notices: { title: 'Who is told', button: 'Help notices' },
};

const UNREAD =
  'I could not see your roles just now, so this is what anybody may do. For the rest, ask again in a minute.';

const LEVELS: Readonly<Record<HelpLevel, Line>> = {
  change: ['To change something: ', { say: offers.changeSync }, ', or enable sync for X.'],
  read: [`To change something takes the role ${neededRoles('change')}.`],
  nothing: [`Most of what I do takes a role: to look, ${neededRoles('read')}; to change, ${neededRoles('change')}.`],
  unread: [UNREAD],
};

const NEEDS: Readonly<Record<OutOfReach['needs'], (names: string) => string>> = {
  read: (names) => `With the role ${neededRoles('read')} also: ${names}.`,
  change: (names) => `With the role ${neededRoles('change')} also: ${names}.`,
  preview: (names) => `Switched off here, which PREVIEW_FEATURES switches on: ${names}.`,
};

/** What people can say to the bot. */
export const help = {
  title: 'What I can do for you',
  promise:
    'I guard who may synchronise users into this tenant. I change nothing before you have seen it and pressed Confirm.',
  forgets: FORGETS,
  starters: STARTERS,
  explain: (example: Offer): Line => ['To have an error explained: ', { say: example }],
  byTopic: 'More, by topic',
  topics: TOPICS,
  levels: LEVELS,
  unread: UNREAD,
  howTo: 'Type one line. Put your own words where you see <…>; what is in […] may be left out.',
  outOfReach: ({ needs, commands }: OutOfReach): string => NEEDS[needs](row(commands)),
  back: 'Show help',
  summaries: SUMMARIES,
};
