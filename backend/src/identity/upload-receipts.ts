import { parseAttachment, RECEIPT_MAX_LENGTH, type Attachment } from '@lex-chat/protocol';
import { jwtVerify, SignJWT } from 'jose';
import { keyBytes, keyToSign, keyToVerify, type SigningKeys } from './signing-keys.ts';
import { isWrittenOnce } from './written-once.ts';

/**
 * Receipts for files that were looked into. A message names its files by them, so that taking a message asks nothing of S3, and
 * nobody can say of a file what it is not. Errors of the keys pass through.
 */
export interface UploadReceipts {
  issue(conversationId: string, attachment: Attachment): Promise<string>;
  /** The files, in their order; undefined unless all are of this conversation, and none is named twice. */
  verify(conversationId: string, receipts: readonly string[]): Promise<readonly Attachment[] | undefined>;
}

/** For the developer of a client. */
export const NOT_A_RECEIPT =
  'uploads holds something that is no receipt for a file of this conversation, or one file twice';

const ISSUER = 'lex-chat';
/** Another than that of sessions: neither is ever taken for the other. */
const AUDIENCE = 'lex-chat:upload';
const ALGORITHM = 'HS256';

export function createUploadReceipts(keys: SigningKeys, now: () => number = Date.now): UploadReceipts {
  const verify = async (conversationId: string, receipt: string): Promise<Attachment | undefined> => {
    if (receipt.length > RECEIPT_MAX_LENGTH || !isWrittenOnce(receipt)) return undefined;
    const keyOf = await keyToVerify(keys);
    try {
      const { payload } = await jwtVerify(receipt, keyOf, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        subject: conversationId,
        currentDate: new Date(now()),
      });
      return parseAttachment(payload['file']);
    } catch {
      // Whatever is wrong with what a stranger sent, it is no receipt.
      return undefined;
    }
  };

  return {
    async issue(conversationId, attachment) {
      const key = keyToSign(await keys(), now());
      // Good for as long as its file: a message may wait in a browser for days before it can be sent.
      return new SignJWT({ file: attachment })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid: key.id })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(conversationId)
        .sign(keyBytes(key));
    },
    async verify(conversationId, receipts) {
      const files = await Promise.all(receipts.map(receipt => verify(conversationId, receipt)));
      const known = files.filter(file => file !== undefined);
      const isEach = known.length === files.length && new Set(known.map(({ id }) => id)).size === known.length;
      return isEach ? known : undefined;
    },
  };
}
