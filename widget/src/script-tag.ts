import { define } from './define.ts';
import { verifyWith, type Verify } from './base/verified-part.ts';

/** Starts the widget on a page that embeds it by a script tag. `verify` fetches a lazy part against its integrity. */
export function start(verify: Verify): void {
  verifyWith(verify);
  define();
}
