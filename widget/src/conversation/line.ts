import {
  replyIdOf,
  type Attachment,
  type EndReason,
  type FailureCode,
  type Feedback,
  type Part,
  type Source,
} from '@lex-chat/protocol';

/** What the visitor is shown, in the order it is shown. Only a line that changed is a new object. */
export type Transcript = readonly Line[];

export type Line = VisitorLine | ReplyLine;

export interface VisitorLine {
  readonly role: 'visitor';
  readonly id: string;
  readonly text: string;
  /** Whether `text` only stands in place of what was said. */
  readonly obfuscated?: true;
  /** The files that came with it. */
  readonly attachments?: readonly Attachment[];
  /** Where it stands in the service's order, as far as that is known. */
  readonly place?: number;
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly state: 'sending' | 'sent' | 'failed';
  readonly failure: FailureCode | null;
}

export interface ReplyLine {
  readonly role: 'assistant';
  readonly id: string;
  readonly inReplyTo: string;
  readonly attempt: number;
  readonly locale: string;
  readonly source: Source;
  readonly text: string;
  readonly parts: readonly Part[];
  /** While streaming, where `parts` stand in the reply: kinds this version does not know leave holes. */
  readonly places?: readonly number[];
  /** When it ended, in milliseconds since 1970, as stored or as heard here; null while streaming. */
  readonly at: number | null;
  readonly state: 'streaming' | 'done';
  readonly reason: EndReason | null;
  /** What its visitor thought of it before this visit. */
  readonly feedback?: Feedback;
}

/** A reply as a page is told of it. */
export type Reply = Omit<ReplyLine, 'places'>;

export function findMessage(transcript: Transcript, messageId: string): VisitorLine | undefined {
  const line = transcript.findLast(({ id }) => id === messageId);
  return line?.role === 'visitor' ? line : undefined;
}

export function findReply(transcript: Transcript, replyId: string): ReplyLine | undefined {
  const line = transcript.findLast(({ id }) => id === replyId);
  return line?.role === 'assistant' ? line : undefined;
}

/** The reply that is being told. */
export function streamingReply(transcript: Transcript): ReplyLine | undefined {
  return transcript.findLast(line => line.role === 'assistant' && line.state === 'streaming') as ReplyLine | undefined;
}

/** The newest message, if the service has it and has not ended its reply. */
export function openQuestion(transcript: Transcript): VisitorLine | undefined {
  const message = transcript.findLast(line => line.role === 'visitor' && line.state !== 'sending');
  if (message?.role !== 'visitor' || message.state !== 'sent') return undefined;
  return findReply(transcript, replyIdOf(message.id))?.state === 'done' ? undefined : message;
}
