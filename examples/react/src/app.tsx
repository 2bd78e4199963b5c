import 'lex-chat';
import type { LexChat, LexChatLinkEvent, LexChatUnreadEvent } from 'lex-chat/element';
import type {} from 'lex-chat/react';
import { useRef, useState } from 'react';

const ENDPOINT = import.meta.env.VITE_CHAT_ENDPOINT ?? 'http://localhost:8080';

/** Outside of the component: an object that is new at each rendering would be set anew at each. */
const STRINGS = { welcomeTitle: '무엇을 찾으세요?' };

export function App() {
  const chat = useRef<LexChat>(null);
  const [unread, setUnread] = useState(0);
  const [asked, setAsked] = useState('');
  const [place, setPlace] = useState('/');
  const [isHere, setIsHere] = useState(true);

  // By a button of the page: it opens the chat and asks in the visitor's name.
  async function ask() {
    chat.current!.show();
    setAsked(await chat.current!.send('배송은 얼마나 걸려요?'));
  }

  // Links of replies that stay in this application are its router's.
  function follow(event: LexChatLinkEvent) {
    const { origin, pathname } = new URL(event.href);
    if (origin !== location.origin) return;
    event.preventDefault();
    setPlace(pathname);
  }

  return (
    <main>
      <h1>React 가게</h1>
      <p>
        여기는 <output id="place">{place}</output>, 새 답변 <output id="unread">{unread}</output>개
      </p>
      <button onClick={() => void ask()}>배송 물어보기</button>
      <button onClick={() => setIsHere(!isHere)}>{isHere ? '채팅 치우기' : '채팅 놓기'}</button>
      <output id="asked">{asked}</output>
      {isHere && (
        <lex-chat
          ref={chat}
          endpoint={ENDPOINT}
          lang="ko"
          heading="React 가게"
          strings={STRINGS}
          onlex-chat-unread={(event: LexChatUnreadEvent) => setUnread(event.count)}
          onlex-chat-link={follow}
        />
      )}
    </main>
  );
}
