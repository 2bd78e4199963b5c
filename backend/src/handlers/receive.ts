import {
  parseClientMessage,
  type ClientMessage,
  type FailureCode,
  type MessageSend,
  type OfferedModel,
  type Parsed,
  type ServerMessage,
} from '@lex-chat/protocol';
import { accept, type AcceptPorts } from '../conversation/accept.ts';
import { chosenModel } from '../conversation/model/chosen-model.ts';
import { MODE_NOT_OFFERED, offeredMode, type ModeName } from '../conversation/model/modes.ts';
import type { Connection, ConnectionStore, TurnStore } from '../conversation/stores.ts';
import type { Passed } from '../conversation/limits/rate.ts';
import type { Rates } from '../conversation/limits/rates.ts';
import { replay } from '../conversation/delivery/replay.ts';
import { resume, type ResumePorts } from '../conversation/resume.ts';
import { UpstreamError } from '../conversation/upstream-error.ts';
import { NOT_A_RECEIPT, type UploadReceipts } from '../identity/upload-receipts.ts';
import { isWanted, type VisitorPolicy } from '../identity/admission.ts';

export interface ReceivePorts extends AcceptPorts, ResumePorts {
  readonly turns: TurnStore;
  readonly connections: Pick<ConnectionStore, 'find'>;
  /** Who may chat: it may have changed since the socket opened. */
  readonly visitors: VisitorPolicy;
  /** What a message may ask for besides chat. */
  readonly modes: readonly ModeName[];
  /** Which models it may have answer in place of the usual one. */
  readonly offered: readonly OfferedModel[];
  readonly receipts: Pick<UploadReceipts, 'verify'>;
  readonly rates: Pick<Rates, 'visitor' | 'message' | 'resume' | 'request'>;
  readonly note: (event: 'rate-limited') => void;
}

/** Hears one frame of a socket and says at once what there is to say; answers are given elsewhere. A failure is told, not thrown. */
export async function receive(connectionId: string, frame: string, ports: ReceivePorts): Promise<void> {
  const { gateway, warn } = ports;
  const parsed = parseClientMessage(frame);
  try {
    for await (const message of respond(connectionId, parsed, ports)) {
      if ((await gateway.post(connectionId, message)) === 'gone') return;
    }
  } catch (error) {
    warn('receive-failed', error);
    const told = gateway.post(
      connectionId,
      failure(error instanceof UpstreamError ? 'unavailable' : 'internal', parsed),
    );
    await told.catch((unsent: unknown) => warn('post-failed', unsent));
  }
}

async function* respond(
  connectionId: string,
  parsed: Parsed<ClientMessage>,
  ports: ReceivePorts,
): AsyncGenerator<ServerMessage> {
  if (!parsed.ok) {
    yield { ...failure(parsed.code, parsed), detail: parsed.detail };
    return;
  }
  const message = parsed.value;
  // Costs no look into the table.
  if (message.type === 'ping') {
    yield { type: 'pong' };
    return;
  }
  const connection = await ports.connections.find(connectionId);
  if (!connection || connection.sessionExpiresAt <= ports.now()) {
    yield failure(connection ? 'session-expired' : 'session-invalid', parsed);
    return;
  }
  if (!isWanted(connection.visitorId, ports.visitors)) {
    yield failure('visitor-refused', parsed);
    return;
  }

  switch (message.type) {
    case 'message-send':
      yield* take(connection, message, ports);
      return;
    case 'reply-stop':
      if (yield* isTooMany(await ports.rates.request(connection.conversationId), ports)) return;
      await ports.turns.stop(connection.conversationId, message.replyId);
      return;
    case 'conversation-resume':
      if (yield* isTooMany(await ports.rates.resume(connection.conversationId), ports)) return;
      yield* resume(connection, message, ports);
  }
}

async function* take(connection: Connection, message: MessageSend, ports: ReceivePorts): AsyncGenerator<ServerMessage> {
  const { conversationId, visitorId, locale, address } = connection;
  const { messageId, text, uploads = [], attributes = {}, obfuscated } = message;
  const mode = offeredMode(message.mode, ports.modes);
  if (!mode) {
    yield { type: 'failure', code: 'invalid-message', messageId, detail: MODE_NOT_OFFERED };
    return;
  }
  const attachments = await ports.receipts.verify(conversationId, uploads);
  if (!attachments) {
    yield { type: 'failure', code: 'invalid-message', messageId, detail: NOT_A_RECEIPT };
    return;
  }
  const files = attachments.length > 0 ? { attachments } : {};
  const wanted = { mode, ...chosenModel(message.model, ports.offered) };
  const accepted = await accept(
    conversationId,
    { id: messageId, visitorId, text, ...files, attributes, ...wanted, locale, ...(obfuscated && { obfuscated }) },
    { address, socket: connection },
    ports,
  );
  if (accepted.state === 'too-many') {
    ports.note('rate-limited');
    yield { type: 'failure', code: 'rate-limited', messageId, retryAfterMs: accepted.retryAfterMs };
    return;
  }
  // Told again what became of it, but no message of theirs is refused.
  if (accepted.isRepeated && (yield* isTooMany(await ports.rates.request(conversationId), ports))) return;
  if (accepted.state === 'open') await ports.invoker.invoke(conversationId, messageId);
  yield { type: 'message-accepted', messageId, place: accepted.place };
  if (accepted.state === 'answered') yield* replay(accepted.reply);
  await accepted.announce();
}

/** Says so of a frame that is one too many. It names no message: none is refused. */
function* isTooMany(passed: Passed, { note }: ReceivePorts): Generator<ServerMessage, boolean> {
  if (passed.ok) return false;
  note('rate-limited');
  yield { type: 'failure', code: 'rate-limited', retryAfterMs: passed.retryAfterMs };
  return true;
}

/** Names the message that failed, wherever it could be made out. */
function failure(code: FailureCode, parsed: Parsed<ClientMessage>): Extract<ServerMessage, { type: 'failure' }> {
  const messageId = parsed.ok
    ? parsed.value.type === 'message-send'
      ? parsed.value.messageId
      : undefined
    : parsed.messageId;
  return { type: 'failure', code, ...(messageId !== undefined && { messageId }) };
}
