import { html, nothing } from 'lit/html.js';
import { TopLayerController } from './controllers/top-layer-controller.ts';
import { LexChatHideEvent, LexChatShowEvent } from './page/door-events.ts';
import { fallbackHref } from './page/fallback-href.ts';
import { isInPlace, type Layout } from './page/layout.ts';
import { createLazyPart } from './base/lazy-part.ts';
import { pageLanguage } from './page/page-language.ts';
import type * as panelModule from './panel.ts';
import type { VisitorProfile } from './page/panel-host.ts';
import { ReactiveElement, type Changes, type Property } from './base/reactive-element.ts';
import { chooseDoorStrings, type DoorStrings } from './strings/door-strings.ts';
import type { OwnStrings } from './strings/own-words.ts';
import type { VisitorTokenSource } from './conversation/site-visitor.ts';
import { doorStyles } from './view/door-styles.ts';
import { launcher } from './view/launcher.ts';
import { fetchPart } from './base/verified-part.ts';
import { sorry } from './view/sorry.ts';

export type Theme = 'auto' | 'light' | 'dark';
export type Placement = 'bottom-right' | 'bottom-left';

/**
 * A chat with an Amazon Lex bot and the language model behind it. Until it is first opened it makes no request, opens
 * no socket and touches no storage.
 *
 * @attr fallback-href - An address (`http`, `https`, `mailto` or `tel`) offered as a link in place of a chat that cannot be loaded, and beside the notice of one that cannot reach its service.
 *
 * @slot launcher - Replaces the icon of the launcher button.
 * @slot header - Replaces the title and the status above the conversation.
 * @slot welcome - Replaces what is shown until the first message.
 * @slot before-composer - Stands between the conversation and where the visitor writes.
 *
 * @fires {LexChatSendEvent} lex-chat-send - The visitor is about to say something. Cancelable.
 * @fires {LexChatShowEvent} lex-chat-show - The panel has opened.
 * @fires {LexChatHideEvent} lex-chat-hide - The panel has closed.
 * @fires {LexChatReplyEvent} lex-chat-reply - A reply has ended.
 * @fires {LexChatFailureEvent} lex-chat-failure - Something could not be done; the visitor has been told.
 * @fires {LexChatReadyEvent} lex-chat-ready - The chat is opened and its service was reached for the first time.
 * @fires {LexChatConnectionEvent} lex-chat-connection - The way to the service is another.
 * @fires {LexChatPartEvent} lex-chat-part - A reply holds a card, a custom payload, what Lex asks for, a citation or a break between messages.
 * @fires {LexChatUnreadEvent} lex-chat-unread - Replies have ended since the panel was closed, or it has opened.
 * @fires {LexChatFeedbackEvent} lex-chat-feedback - The visitor says what they think of a reply. Cancelable.
 * @fires {LexChatLinkEvent} lex-chat-link - The visitor follows a link of a reply. Cancelable.
 *
 * @csspart launcher - The button that opens the panel.
 * @csspart badge - How many replies have come since the panel was closed, over the launcher.
 * @csspart panel - The window with the conversation.
 * @csspart header - The strip with title, status and close button.
 * @csspart title - The title.
 * @csspart transcript - The scrolling list of messages.
 * @csspart visitor - A bubble with what the visitor said.
 * @csspart reply - A bubble of a reply.
 * @csspart card - A response card.
 * @csspart composer - The strip in which the visitor writes.
 * @csspart input - The text field.
 * @csspart send - The send button.
 *
 * @cssprop [--lex-chat-accent=#2f5bea] - Colour of the launcher, the visitor's bubbles and what is active. The text on it turns black or white by itself.
 * @cssprop [--lex-chat-font] - Font family.
 * @cssprop [--lex-chat-radius=20px] - Roundness of the panel.
 * @cssprop [--lex-chat-width=400px] - Width of the panel.
 * @cssprop [--lex-chat-height=640px] - Height of the panel, as far as the window allows.
 * @cssprop [--lex-chat-offset=20px] - Distance of the launcher from the edges of the window.
 */
export class LexChat extends ReactiveElement {
  /** The version of this package, which two copies on one page compare. */
  static readonly version = '0.1.0';

  static override styles = doorStyles;

  static override properties: Readonly<Record<string, Property>> = {
    endpoint: { first: '' },
    bot: { first: '' },
    lang: { first: '' },
    theme: { first: 'auto' },
    placement: { first: 'bottom-right' },
    layout: { reflect: true, first: 'launcher' },
    open: { type: Boolean, reflect: true, first: false },
    heading: { first: '' },
    session: {},
    mode: {},
    keepGuest: { type: Boolean, attribute: 'keep-guest' },
    imageHosts: { attribute: 'image-hosts', first: '' },
    strings: { attribute: false },
    visitorProfile: { attribute: false },
    visitorToken: { attribute: false },
  };

  /**
   * Fetches the code of the open chat.
   *
   * @internal
   */
  static loadPanel: () => Promise<typeof panelModule> = () => fetchPart('panel', () => import('./panel.ts'));

  /** Where the chat service is, such as `https://chat.example.com`; the page's own origin when empty. */
  declare endpoint: string;

  /** Which of the service's bots answers, by the operator's name for it; the first when empty. */
  declare bot: string;

  /** The language as a BCP 47 tag; that of the page when empty. */
  declare lang: string;

  /** `auto` follows the visitor's system. */
  declare theme: Theme;

  /** The corner of the window where launcher and panel stand. */
  declare placement: Placement;

  /** Whether the chat opens over the page, or has a place in it. */
  declare layout: Layout;

  /** Whether the panel is showing. */
  declare open: boolean;

  /** The title above the conversation. */
  declare heading: string;

  /**
   * How long a guest's conversation lasts: `browser` (until it has rested for a month; also when unset), `tab` (as long as
   * the tab), or `user` (there are no guests: the site vouches for everybody). Read when a conversation begins.
   */
  declare session: string | null | undefined;

  /** What the model does with what is said, such as `translate`, if the operator offers that; unset, they chat. */
  declare mode: string | null | undefined;

  /** Whether what the visitor said as a guest comes along when the site begins to vouch for them. */
  declare keepGuest: boolean | undefined;

  /**
   * The site's proof of who the visitor is, or a function that asks the site's server for one; it is asked again before
   * the session ends. Nothing: a guest. Who was signed in and is not any more leaves nothing on the page.
   */
  declare visitorToken: VisitorTokenSource | null | undefined;

  /** Words in place of the chat's own, such as `{ welcomeTitle: '무엇을 찾으세요?' }`. */
  declare strings: OwnStrings | null | undefined;

  /** What the page shows of its visitor: it proves nothing, and is not sent. */
  declare visitorProfile: VisitorProfile | null | undefined;

  /** Lex session attributes that go along with each message, strings by name. Read when something is said. */
  declare sessionAttributes: Readonly<Record<string, string>> | null | undefined;

  /** Hosts from which replies may show images, parted by white space; images of others are links. */
  declare imageHosts: string;

  readonly #panel = createLazyPart(
    async () => {
      const { createPanel } = await (this.constructor as typeof LexChat).loadPanel();
      return createPanel(this);
    },
    () => this.requestUpdate(),
  );
  #words: Partial<DoorStrings> = {};
  readonly #topLayer = new TopLayerController(this, '.launcher, .sorry[popover]');

  /** Opens the panel and moves the focus into it. */
  show(): void {
    this.open = true;
  }

  /** Closes the panel. The conversation goes on. */
  hide(): void {
    this.open = false;
  }

  toggle(): void {
    this.open = !this.open;
  }

  /** Says `text` as the visitor and answers the message's id. Rejects with an `AbortError` when the page cancels it. */
  async send(text: string): Promise<string> {
    const panel = await this.#panel.load();
    return panel.send(text);
  }

  /**
   * Begins another conversation in place of a guest's. Rejects with a `NotSupportedError` where the site vouches for the
   * visitor, who has one conversation with each bot.
   */
  async newConversation(): Promise<void> {
    (await this.#panel.load()).newConversation();
  }

  /**
   * Whoever signs out leaves the page before anything else happens: the next may sign in within the same task, and a long answer would have
   * an update wait for frames.
   */
  protected override wasSet(name: string): void {
    if (name !== 'visitorToken' || this.visitorToken || !this.#panel.part) return;
    this.#panel.part.leave();
    this.paint();
  }

  /** One a frame, once there is a conversation that grows by the word. */
  protected override async scheduleUpdate(): Promise<void> {
    await this.#panel.part?.turn();
    await super.scheduleUpdate();
  }

  protected override willUpdate(changed: Changes<this>): void {
    if (!changed.has('open') && !changed.has('layout')) return;
    // What is configured by a script in it, the panel reads.
    if (this.open || isInPlace(this.layout) || this.querySelector('script')) this.#preload();
  }

  protected override updated(changed: Changes<this>): void {
    if (!changed.has('open')) return;
    const before = changed.get('open');
    if (this.open) {
      this.dispatchEvent(new LexChatShowEvent());
      // A chat that was open from the start does not take the focus from the page.
      if (before === false) this.#moveFocusIn();
    } else if (before) {
      this.dispatchEvent(new LexChatHideEvent());
    }
  }

  readonly #moveFocusIn = (): void => {
    this.#panel.load().then(
      async panel => {
        await this.updateComplete;
        if (this.open) panel.focus();
      },
      // That the code did not arrive, `render` shows.
      () => undefined,
    );
  };

  readonly #preload = (): void => {
    // Whether the code has failed to arrive is part of the state that `render` shows.
    this.#panel.load().catch(() => undefined);
  };

  /** Fetches those of the door's words that come with the open chat, in languages that few visitors need. */
  async #follow({ language }: DoorStrings): Promise<void> {
    if (language === this.#words.language || language === 'ko' || language === 'en') return;
    this.#words = { language };
    try {
      const { more } = await fetchPart('more', () => import('./parts/more.ts'));
      const { door } = await more.languages[language]();
      if (language === this.#words.language) this.#words = door;
      this.requestUpdate();
    } catch {
      // They are English until the panel is asked for again.
      this.#words = {};
    }
  }

  protected override render(): unknown {
    const { state, part } = this.#panel;
    const door = chooseDoorStrings(pageLanguage(this));
    if (state !== 'unloaded') void this.#follow(door);
    const strings = { ...door, ...(door.language === this.#words.language && this.#words), ...this.strings };
    const inline = isInPlace(this.layout);
    return html`<div
      class="root ${this.theme} ${this.placement}"
      lang=${strings.language}
      dir=${strings.direction}
    >
      ${
        inline
          ? nothing
          : launcher({
              strings,
              open: this.open,
              state,
              onToggle: () => this.toggle(),
              onNear: this.#preload,
              onLeftTopLayer: this.#topLayer.show,
            })
      }
      ${part?.render() ?? nothing}
      ${state === 'failed' && (inline || this.open) ? sorry(strings, inline, fallbackHref(this), this.#moveFocusIn) : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lex-chat': LexChat;
  }
}
