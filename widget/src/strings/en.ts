import type { Source } from '@lex-chat/protocol';
import type { Strings } from './strings.ts';

export const strings: Strings = {
  language: 'en',
  title: 'Chat with us',
  close: 'Close chat',
  yourData: 'Your data',
  partFailed: 'This didn’t load. Please check your connection and try again.',
  welcomeTitle: 'How can we help?',
  greeting: name => `Hi ${name}, how can we help?`,
  welcome: 'Ask us anything. You’ll get an answer right away.',

  status: {
    idle: 'Connecting…',
    connecting: 'Connecting…',
    online: 'Ready to chat',
    offline: 'Reconnecting…',
    fallback: 'Ready to chat',
    unreachable: 'Not connected',
    over: 'Conversation over',
  },
  offline: 'We’ll send your messages as soon as we’re connected.',
  unreachable: 'The chat can’t be reached right now. Please try again later.',
  fallback: 'The connection is slow, so answers may take longer.',
  again: 'Try again',
  beginAnew: 'Start a new one',

  transcript: 'Conversation',
  loadingHistory: 'Loading your conversation',
  historyFailed: 'We couldn’t load your earlier messages. You can still write new ones.',
  earlier: 'Show earlier messages',
  loadingEarlier: 'Loading earlier messages',
  latest: count =>
    count === 0 ? 'Jump to latest' : `Jump to ${number(count)} new ${count === 1 ? 'message' : 'messages'}`,
  unread: count => `${number(count)} new ${count === 1 ? 'message' : 'messages'}`,

  yours: 'You said:',
  theirs: 'Reply:',
  source: sourceLabel,
  typing: 'Writing an answer',
  stop: 'Stop answering',
  askAgain: 'Answer again',
  ended: {
    length: 'This answer was too long to finish.',
    filtered: 'We had to leave part of this answer out.',
    stopped: 'You stopped this answer.',
    interrupted: 'This answer was cut off.',
  },
  markdown: {
    code: 'Code',
    copy: 'Copy',
    copied: 'Copied',
    table: 'Table',
    done: 'Done',
    notDone: 'Not done',
  },

  sending: 'Sending',
  notSent: 'Not sent.',
  retry: 'Send again',

  placeholder: 'Write a message',
  message: 'Message',
  send: 'Send',
};

function sourceLabel(source: Source): string {
  switch (source.kind) {
    case 'intent':
      return 'Bot';
    case 'model':
      return 'AI answer';
    case 'channel':
      return source.name;
  }
}

function number(value: number): string {
  return value.toLocaleString('en');
}
