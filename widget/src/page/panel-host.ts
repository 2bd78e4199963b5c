import type { TemplateResult } from 'lit/html.js';
import type { ReactiveControllerHost } from '../base/reactive-element.ts';
import type { DialogHost } from '../controllers/dialog.ts';
import type { VisitorTokenSource } from '../conversation/site-visitor.ts';
import type { Layout } from './layout.ts';
import type { OwnStrings } from '../strings/own-words.ts';

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

/** The open chat: all that the element does not need before. */
export interface Panel {
  render(): TemplateResult;
  /** Undefined when the panel may be rendered now; resolves when it may be otherwise. */
  readonly turn: () => Promise<void> | undefined;
  /** Moves the focus to where the visitor writes. */
  focus(): void;
  /** Parts with whoever spoke here, if the site does not vouch for them any more. */
  leave(): void;
  /** Says `text` as the visitor and answers the message's id. Throws an `AbortError` when the page cancels it. */
  send(text: string): string;
  /** Begins another conversation in place of a guest's. Throws a `NotSupportedError` where there is none but one. */
  newConversation(): void;
}
