import type {
  Attachment,
  Attributes,
  Citation,
  EndReason,
  Entry,
  Feedback,
  MessageEntry,
  ReplyEntry,
  Source,
} from './entry.ts';
import type { ProblemCode } from './failure-code.ts';
import type { OpenReply } from './messages.ts';

/** `POST /sessions`. With a session token in `Authorization` it renews that session. */
export interface SessionRequest {
  /** The site's word for who the visitor is. Without it the visitor is a guest. */
  readonly visitorToken?: VisitorToken;
  /** Whether what the guest of the session token in `Authorization` said moves to the visitor of `visitorToken`. */
  readonly keep?: boolean;
  /** The page's language as a BCP 47 tag: the conversation's locale is chosen from it once. Without it, it is the bot's first. */
  readonly language?: string;
  /** Which of the service's bots answers, by the operator's name for it; settled once, as the locale is. Without it, the first. */
  readonly bot?: string;
}

/** A JWT made by the site's server, or the name of the site's user under an HMAC of the same server: see `docs/signing.md`. */
export type VisitorToken = string | SignedVisitorId;

export interface SignedVisitorId {
  /** The site's own name for its user. */
  readonly visitorId: string;
  /** HMAC-SHA256 of site, visitorId and expiresAt, in lower-case hexadecimal digits. */
  readonly hmac: string;
  /** In milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Who somebody is to the service: a guest, or a user for whom the site vouches, with a name to greet them by. */
export type SessionVisitor = { readonly kind: 'guest' } | { readonly kind: 'signed'; readonly name?: string };

/** A visitor's right to one conversation. */
export interface Session {
  readonly token: string;
  /** In milliseconds since 1970. */
  readonly expiresAt: number;
  readonly conversationId: string;
  readonly visitor: SessionVisitor;
  /** Where the socket is, `wss://…`. */
  readonly socketUrl: string;
  readonly limits: { readonly textMaxLength: number };
  /** What this service offers beyond the text; a widget passes over words it does not know. */
  readonly features: readonly string[];
  /** The bot's locale, such as `ko_KR`, or the language itself where only the model speaks it. */
  readonly locale: string;
}

/** `POST /chat`. */
export interface ChatRequest {
  readonly text: string;
  /** Minted by the service if absent; then a repeated request is a new message. */
  readonly messageId?: string;
  /** As in `message-send`. */
  readonly mode?: string;
  readonly model?: string;
  /** As in `message-send`; they need the session under which the files were brought. */
  readonly uploads?: readonly string[];
  readonly attributes?: Attributes;
  readonly obfuscated?: true;
  /** How far the sender has got, when it asks again for an answer that broke off. */
  readonly open?: OpenReply;
  /** Only read where no session token came with the request, as `bot` is. */
  readonly language?: string;
  readonly bot?: string;
}

/** The answer to `POST /chat` as JSON. */
export interface ChatAnswer {
  readonly messageId: string;
  readonly replyId: string;
  /** The whole text of the reply. */
  readonly msg: string;
  /** The same, message by message as Lex gave them, with cards and payloads in their places. */
  readonly messages: readonly ChatMessage[];
  readonly source: Source;
  /** The pages that the text points to by `[number]`; left out where there are none. */
  readonly citations?: readonly Omit<Citation, 'kind'>[];
  /** Anything but `complete` says that there would have been more. */
  readonly reason: EndReason;
  /** A session opened for a sender that had none. */
  readonly session?: Session;
}

/** Shaped and named as Lex names them. */
export type ChatMessage =
  | { readonly contentType: 'PlainText' | 'CustomPayload'; readonly content: string }
  | {
      readonly contentType: 'ImageResponseCard';
      readonly imageResponseCard: {
        readonly title: string;
        readonly subtitle?: string;
        readonly imageUrl?: string;
        readonly buttons: readonly { readonly text: string; readonly value: string }[];
      };
    };

/** The answer to `POST /chat` as JSON when none came in time: `202`, and where to look. */
export interface ChatPending {
  readonly messageId: string;
  readonly replyId: string;
  /** A path, relative to the endpoint: `/history/messages/{messageId}`. */
  readonly poll: string;
  readonly session?: Session;
}

/** `POST /uploads`: what a visitor wants to attach. */
export interface UploadRequest {
  /** As the visitor's machine calls it. Its ending says what it is. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

/** The answer to `POST /uploads`: a form by which a browser brings that one file, straight to where it is kept. */
export interface UploadForm {
  readonly uploadId: string;
  readonly url: string;
  /** Fields of the `multipart/form-data`, in front of the last one, `file`. */
  readonly fields: Readonly<Record<string, string>>;
  /** In milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The answer to `POST /uploads/{uploadId}`, once the file is there and is what its name says. */
export interface UploadReceipt {
  readonly attachment: Attachment;
  /** For `uploads` of a message in the same conversation. */
  readonly receipt: string;
}

/** `POST /chat/stop`. */
export interface StopRequest {
  readonly replyId: string;
}

/** The answer to `POST /chat/wait`: whether the bot still knew what it waits for, and does so on. */
export interface WaitAnswer {
  readonly waits: boolean;
}

/** `GET /history?before=&limit=`: the newest page first, each page oldest first. */
export interface HistoryPage {
  readonly entries: readonly Entry[];
  /** Hand it back as `before` for the page of what was said earlier; null on the first page of the conversation. */
  readonly before: string | null;
}

/** `GET /history/export`: all there is of the visitor's, as a file. */
export interface HistoryExport {
  readonly conversationId: string;
  /** In milliseconds since 1970. */
  readonly exportedAt: number;
  /** The oldest first. */
  readonly entries: readonly Entry[];
}

/** `POST /feedback`. */
export interface FeedbackRequest extends Feedback {
  readonly replyId: string;
}

/** `GET /history/messages/{messageId}`. */
export type MessageStatus =
  | { readonly state: 'unknown' }
  | { readonly state: 'waiting'; readonly message: MessageEntry }
  | {
      readonly state: 'answering';
      readonly message: MessageEntry;
      readonly soFar: OpenReply & { readonly text: string };
    }
  | { readonly state: 'answered'; readonly message: MessageEntry; readonly reply: ReplyEntry }
  | { readonly state: 'failed'; readonly message: MessageEntry };

/** A refusal over REST: `application/problem+json` of RFC 9457. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail?: string;
  readonly requestId: string;
  readonly retryAfterMs?: number;
}
