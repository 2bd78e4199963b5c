import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/**
 * Has a server of aimock see the files in requests of Converse, which aimock itself leaves out: texts as texts, others by what they are. What
 * Bedrock refuses of files is refused.
 */
export function showConverseFiles(server: Server): void {
  const [answer] = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!/^\/model\/[^/]+\/converse(-stream)?$/.test(request.url ?? '')) return answer!(request, response);
    buffer(request).then(
      body => {
        const read = readConverse(body);
        if (typeof read === 'string') return refuse(response, read);
        const { method, url, headers } = request;
        const again = Object.assign(Readable.from([read]), { method, url, headers });
        return answer!(again as unknown as IncomingMessage, response);
      },
      // Whoever asked has left in the middle.
      () => request.destroy(),
    );
  });
}

interface Block {
  readonly text?: string;
  readonly document?: {
    readonly name?: string;
    readonly format?: string;
    readonly source?: { readonly bytes?: string };
  };
  readonly image?: { readonly format?: string; readonly source?: { readonly bytes?: string } };
}

interface Request {
  readonly messages: readonly { readonly role: string; readonly content: readonly Block[] }[];
}

/** Of Converse: most bytes of a document and of an image, most documents and images in a message. */
const DOCUMENT_MAX_BYTES = 4.5 * 1_024 * 1_024;
const IMAGE_MAX_BYTES = 3.75 * 1_024 * 1_024;
const DOCUMENTS_MAX = 5;
const IMAGES_MAX = 20;

const DOCUMENTS = ['pdf', 'csv', 'doc', 'docx', 'xls', 'xlsx', 'html', 'txt', 'md'];
const IMAGES = ['png', 'jpeg', 'gif', 'webp'];
const TEXTS = ['csv', 'txt', 'md'];

/** Letters, digits, single blanks, hyphens, round and square brackets. */
const NAME = /^(?!.*\s\s)[A-Za-z0-9\s\-()[\]]{1,200}$/;

/** The request with texts in place of its files; why it is refused, where it is. */
function readConverse(body: Buffer): Buffer | string {
  try {
    const request = JSON.parse(body.toString()) as Request;
    const refused = refusalOf(request);
    if (refused !== undefined) return refused;
    const messages = request.messages.map(({ role, content }) => ({ role, content: content.map(toText) }));
    return Buffer.from(JSON.stringify({ ...request, messages }));
  } catch {
    // No request of Converse: aimock knows what to say to that.
    return body;
  }
}

function refusalOf({ messages }: Request): string | undefined {
  const names = new Set<string>();
  for (const { role, content } of messages) {
    const documents = content.flatMap(({ document }) => document ?? []);
    const images = content.flatMap(({ image }) => image ?? []);
    if (documents.length + images.length > 0 && role !== 'user') return 'files are allowed for the role user alone';
    if (documents.length > DOCUMENTS_MAX || images.length > IMAGES_MAX) return 'too many files in a message';
    if (documents.length > 0 && !content.some(({ text }) => text)) return 'a document needs a text beside it';
    for (const { name = '', format = '', source } of documents) {
      if (!NAME.test(name)) return 'the name of a document has characters that are not allowed';
      if (names.has(name)) return 'two documents have the same name';
      names.add(name);
      if (!DOCUMENTS.includes(format)) return 'the format of a document is not known';
      if (!fits(source?.bytes, DOCUMENT_MAX_BYTES)) return 'a document is empty or too large';
    }
    for (const { format = '', source } of images)
      if (!IMAGES.includes(format) || !fits(source?.bytes, IMAGE_MAX_BYTES)) return 'an image cannot be read';
  }
  return undefined;
}

function fits(base64: string | undefined, most: number): boolean {
  const size = Buffer.from(base64 ?? '', 'base64').length;
  return size > 0 && size <= most;
}

function toText({ text, document, image }: Block): { readonly text: string } {
  if (document) {
    const { name = '', format = '', source } = document;
    const bytes = Buffer.from(source?.bytes ?? '', 'base64');
    if (TEXTS.includes(format)) return { text: `<${name} format="${format}">\n${bytes.toString()}\n</${name}>\n` };
    return { text: `[${name} is a ${format} of ${bytes.length} bytes]\n` };
  }
  return image ? { text: `[an image, ${image.format}]\n` } : { text: text ?? '' };
}

function refuse(response: ServerResponse, message: string): void {
  response
    .writeHead(400, { 'Content-Type': 'application/json', 'x-amzn-errortype': 'ValidationException' })
    .end(JSON.stringify({ message }));
}
