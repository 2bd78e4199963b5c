import { createAnnouncer } from './reading/announcer.ts';
import { fallbackHref } from './page/fallback-href.ts';
import { createFramePace } from './base/frame-pace.ts';
import { createGrowth } from './reading/growth.ts';
import { createCurrentConversation } from './controllers/current-conversation.ts';
import { createDialog } from './controllers/dialog.ts';
import { followViewport } from './controllers/follow-viewport.ts';
import { keepFocus } from './controllers/keep-focus.ts';
import { stickToEnd } from './controllers/stick-to-end.ts';
import { conversationOptions } from './page/conversation-options.ts';
import type { Conversation, ConversationOptions, ConversationState } from './conversation/conversation.ts';
import { NOT_STARTED } from './conversation/not-started.ts';
import { shareConversation } from './conversation/share.ts';
import { streamingReply, type ReplyLine } from './conversation/transcript.ts';
import { createDraft } from './conversation/draft.ts';
import { isSessionFailure } from './conversation/session.ts';
import { placeOf, storageName } from './conversation/storage-name.ts';
import { createCountBelow } from './reading/count-below.ts';
import { adoptStyles } from './base/css.ts';
import { createMessageLooks } from './reading/message-looks.ts';
import { isAnother, newsBetween } from './page/news.ts';
import { isInPlace } from './page/layout.ts';
import { createLazyExtras } from './parts/lazy-extras.ts';
import { createLazyPart, ignore } from './base/lazy-part.ts';
import { markdownStyles } from './markdown/markdown-styles.ts';
import { createPageEvents } from './page/page-events.ts';
import type { Panel, PanelHost } from './page/panel-host.ts';
import { pageLanguage } from './page/page-language.ts';
import { parts } from './parts/parts.ts';
import { createSaying } from './page/saying.ts';
import { createEnterSends } from './view/enter-sends.ts';
import { messageFailure, noticeText } from './view/notice.ts';
import { panel, type PanelActions } from './view/panel.ts';
import { panelStyles } from './view/panel-styles.ts';
import type { Strings } from './strings/strings.ts';
import { createWords } from './parts/words.ts';

/** How near the top a reader has to come for what was said earlier, in pixels. */
const NEAR_TOP = 80;

/**
 * Makes the panel of `host`. Its conversation begins when the panel first shows or the first message is sent. Rejects when
 * the words of its language do not arrive.
 */
export async function createPanel(
  host: PanelHost,
  create: (options: ConversationOptions) => Conversation = shareConversation,
  load: typeof parts = parts,
): Promise<Panel> {
  if (host.querySelector('script')) (await load.site()).configure(host);
  let strings: Strings;
  let forgotten = 0;
  const words = await createWords<Strings>(host, load, async language => (await load.strings(language)).strings, speak);
  const enter = createEnterSends(submit);
  const announcer = createAnnouncer();
  const growth = createGrowth();
  const dialog = createDialog(host);
  const page = createPageEvents(host, isShown, showUnread);
  const below = createCountBelow();
  const end = stickToEnd(host, '.transcript', list => extras.now.holdPlace(list));
  const nameOf = () => storageName(host.endpoint, pageLanguage(host), host.bot);
  const draft = createDraft(() => (extras.isHidden ? '' : placeOf(nameOf(), !host.visitorToken, now().subject)));
  const conversation = createCurrentConversation(
    host,
    () => create(conversationOptions(host, load)),
    nameOf,
    tell,
    forget,
  );
  keepFocus(host, focus);
  followViewport(host);
  const adopt = (styles: string) => adoptStyles(host.shadowRoot!, styles);
  adopt(panelStyles + markdownStyles);
  const looks = createMessageLooks(load, adopt, () => host.requestUpdate());
  const announce = (text: string) => {
    announcer.say(text, strings.language);
    host.requestUpdate();
  };
  const now = () => conversation.state ?? NOT_STARTED;
  const transcript = () => now().transcript;
  const { send, say } = createSaying(host, conversation, end.reach);
  const extras = createLazyExtras({
    host,
    load,
    now,
    hasLeftEnd: () => !end.isReached,
    conversation: conversation.start,
    adopt,
    onWords: speak,
    announce,
    draft: () => draft.text,
    setDraft,
    say,
    focus,
    enter,
  });
  const yourData = createLazyPart(extras.yourData, () => host.requestUpdate());
  speak();

  /** With the reasons for failures, once they have come. */
  function speak(): void {
    const { failures } = extras.now;
    strings = failures ? { ...words.strings, failures } : words.strings;
    host.requestUpdate();
  }

  /** All that belongs to a conversation goes with it: the next may be that of somebody else. */
  function forget(): void {
    forgotten += 1;
    // What a guest has begun to write is still theirs when the site begins to vouch for them.
    if (visitorToken) draft.forget();
    extras.now.forget();
    announcer.forget();
    page.forget();
  }

  /** Has `say` say why something failed once there are words for it, unless that conversation is over by then. */
  function explain(say: () => void): void {
    const before = forgotten;
    extras.whenTried(() => {
      if (forgotten === before) say();
    });
  }

  /** Tells the page and those who listen rather than look what has happened. */
  function tell(before: ConversationState, after: ConversationState): void {
    if (isAnother(before, after)) forget();
    if (before.subject !== null && after.subject !== before.subject) return setDraft('');
    if (after.failure && !before.failure && isSessionFailure(after.failure)) {
      extras.now.forget();
      if (after.failure === 'session-invalid') setDraft('');
    }
    if (after.inspection !== before.inspection) {
      load.more().then(({ more }) => more.inspect(host.shadowRoot!, after.inspection), ignore);
    }
    if (after.connection !== before.connection) page.connection(after.connection);
    for (const news of newsBetween(before, after)) {
      if (news.kind === 'failure') {
        if (news.messageId) explain(() => announce(messageFailure(strings, news.code)));
      } else {
        if (news.kind === 'reply') follow(news.reply);
        looks.retry();
        extras.now.retry();
      }
      page.news(news);
    }
    const sayNotice = () => {
      const notice = noticeText(after, strings);
      if (notice && notice !== noticeText(before, strings)) announce(notice);
    };
    if (!after.failure) sayNotice();
    else
      explain(() => {
        if (now().failure === after.failure) sayNotice();
      });
  }

  /** Whoever has closed it hears how many there are. */
  function follow(reply: ReplyLine | undefined): void {
    if (reply && isShown()) announcer.follow(reply);
  }

  function showUnread(): void {
    const { unread } = page;
    load.more().then(({ more }) => more.showUnread(host.shadowRoot!, unread, strings.unread(unread)), ignore);
  }

  function isShown(): boolean {
    return host.open || isInPlace(host.layout);
  }

  function setDraft(text: string): void {
    draft.write(text);
    // What is sent before it was rendered would stand in the field for Lit, which compares with what it rendered last.
    const input = field();
    if (input && input.value !== text) input.value = text;
    host.requestUpdate();
  }

  function field(): HTMLInputElement | HTMLTextAreaElement | null | undefined {
    return host.shadowRoot?.querySelector('.field [part=input]');
  }

  function focus(): void {
    field()?.focus({ preventScroll: true });
  }

  function submit(): void {
    const { text = '', obfuscated, files, sent } = extras.now.take(field()?.value ?? '') ?? {};
    if (text && text.length <= now().textMaxLength && say(text, obfuscated, files)) {
      sent?.();
      setDraft('');
    }
    focus();
  }

  function loadEarlier(): void {
    if (conversation.state?.earlier !== 'some') return;
    end.stay();
    void conversation.start().loadEarlier();
  }

  const actions: PanelActions = {
    onHide: () => host.hide(),
    onLeave: dialog.leave,
    onReach() {
      load
        .more()
        .then(({ more }) => more.walk())
        .then(({ walk }) => walk(host), ignore);
    },
    onDraft: setDraft,
    onSubmit: submit,
    enter,
    onChoose: value => void say(value),
    onRetry: messageId => conversation.start().retry(messageId),
    onStop(replyId) {
      conversation.start().stop(replyId);
      // The button goes, and Safari gave it no focus that could be followed.
      focus();
    },
    // The header says so where it cannot be loaded.
    onYourData: () => void yourData.load().then(menu => menu.toggle(), ignore),
    onEarlier: loadEarlier,
    onAgain: () => conversation.start().open(),
    onScroll(event) {
      end.scrolled();
      if ((event.target as Element).scrollTop < NEAR_TOP && !end.isReached) loadEarlier();
    },
    onLatest: end.reach,
    onClick: page.clicked,
    onLost: dialog.lost,
  };

  let { visitorToken } = host;
  host.addController({
    hostUpdate() {
      if (host.visitorToken !== visitorToken) {
        ({ visitorToken } = host);
        // Whom the service refused may come back with a better proof.
        if (conversation.state?.failure === 'visitor-refused') conversation.start().open();
      }
      if (host.isConnected) {
        words.follow();
        if (isShown()) {
          conversation.start();
          page.seen();
        }
      }
      // What somebody else has left behind is gone once there is a conversation.
      if (conversation.state) draft.follow();
      // The launcher, or the words, may be others.
      if (page.unread > 0) showUnread();
    },
  });

  return {
    render() {
      // Once a frame: of a fast model's answer a screen reader need not hear sooner.
      follow(streamingReply(transcript()));
      growth.shown(transcript());
      return panel(
        {
          strings,
          composer: extras.now.look(draft.text),
          look: looks.with(strings, host.imageHosts, extras.now.messages),
          heading: host.heading || strings.title,
          inline: isInPlace(host.layout),
          fallback: () => fallbackHref(host),
          visitorName: host.visitorProfile?.name ?? '',
          conversation: now(),
          yourData,
          draft: draft.text,
          below: below.count(transcript(), end.isReached),
          unread: page.unread,
          announcements: announcer.recent,
        },
        actions,
      );
    },
    turn: createFramePace(() => growth.frames(transcript())),
    focus,
    leave: conversation.leave,
    send: text => send(text, extras.isHidden),
    newConversation() {
      conversation.start().beginAnew();
      forget();
      setDraft('');
    },
  };
}
