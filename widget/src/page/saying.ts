import { TEXT_MAX_LENGTH, type UploadReceipt } from '@lex-chat/protocol';
import type { CurrentConversation } from '../controllers/current-conversation.ts';
import { LexChatSendEvent } from './events.ts';
import type { PanelHost } from './panel-host.ts';
import { textsOf } from './session-attributes.ts';

export interface Saying {
  /**
   * Says `text` as the visitor, with whatever the page wants to go along, and answers the message's id. Throws an
   * `AbortError` when the page cancels it, and a `RangeError` when it is too long.
   */
  send(text: string, obfuscated: boolean, files?: readonly UploadReceipt[]): string;
  /** Says what a visitor wrote or chose; whether it went out. */
  say(text: string, obfuscated?: boolean, files?: readonly UploadReceipt[]): boolean;
}

/** `begin` is called before something is said. */
export function createSaying(host: PanelHost, conversation: CurrentConversation, begin: () => void): Saying {
  function send(text: string, obfuscated: boolean, files: readonly UploadReceipt[] = []): string {
    const { textMaxLength } = conversation.state ?? { textMaxLength: TEXT_MAX_LENGTH };
    if (text.length > textMaxLength) throw new RangeError(`A message may hold ${textMaxLength} UTF-16 code units.`);
    if (!host.dispatchEvent(new LexChatSendEvent(text, obfuscated))) {
      throw new DOMException('The page kept the message from being sent.', 'AbortError');
    }
    begin();
    const [mode, attributes] = [host.mode, textsOf(host.sessionAttributes)];
    return conversation.start().say(text, {
      ...(mode && { mode }),
      ...(attributes && { attributes }),
      ...(obfuscated && { obfuscated }),
      ...(files.length > 0 && { files }),
    });
  }

  return {
    send,
    say(text, obfuscated = false, files) {
      try {
        send(text, obfuscated, files);
        return true;
      } catch (error) {
        if (error instanceof DOMException && error.name === 'AbortError') return false;
        throw error;
      }
    },
  };
}
