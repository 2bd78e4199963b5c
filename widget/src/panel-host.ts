import type { ReactiveControllerHost } from './reactive-element.ts';
import type { DialogHost } from './controllers/dialog-controller.ts';
import type { VisitorTokenSource } from './conversation/site-visitor.ts';
import type { Layout } from './layout.ts';
import type { OwnStrings } from './strings/own-words.ts';

/** What the page shows of its visitor. It proves nothing, and does not leave the page. */
export interface VisitorProfile {
  /** What they are greeted by. */
  readonly name?: string;
}

/** The element, as far as its panel knows it. */
export interface PanelHost extends ReactiveControllerHost, DialogHost {
  readonly endpoint: string;
  readonly bot: string;
  readonly heading: string;
  /** Hosts, parted by white space. */
  readonly imageHosts: string;
  readonly session: string | null | undefined;
  readonly mode: string | null | undefined;
  readonly keepGuest: boolean | undefined;
  readonly layout: Layout;
  readonly strings: OwnStrings | null | undefined;
  readonly sessionAttributes: Readonly<Record<string, string>> | null | undefined;
  readonly visitorProfile: VisitorProfile | null | undefined;
  readonly visitorToken: VisitorTokenSource | null | undefined;
}
