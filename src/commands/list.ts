import type { Command } from './command.ts';
import { disableSync } from './disable-sync.ts';
import { enableSync } from './enable-sync.ts';
import { help } from './help.ts';
import { listPartners } from './list-partners.ts';
import { showPartner } from './show-partner.ts';
import { whoami } from './whoami.ts';

/** Everything people can say, in the order help shows it. A new command is one file and one line here. */
export const COMMANDS: readonly Command[] = [help, whoami, listPartners, showPartner, enableSync, disableSync];
