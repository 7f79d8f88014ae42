import type { Refresh } from '../../src/cards/fit.ts';
import { renderReply as draw, type RenderedCard } from '../../src/cards/render-reply.ts';
import { CLOUDS } from '../../src/cloud.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';

/** As the bot draws it in Microsoft's public cloud. */
export const renderReply = (reply: Reply, at: Instant, refresh?: Refresh): RenderedCard =>
  draw(reply, at, CLOUDS.global.portal, refresh);
