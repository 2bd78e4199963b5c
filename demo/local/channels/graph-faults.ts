/** A refusal of the Graph API, by its own numbers. */
export interface GraphFault {
  readonly status: number;
  readonly code: number;
  readonly subcode?: number;
  readonly message: string;
}

export const GRAPH_FAULTS = {
  tokenInvalid: { status: 400, code: 190, message: 'Invalid OAuth access token.' },
  tooManyCalls: { status: 400, code: 613, message: 'Calls to this API have exceeded the rate limit.' },
  forAMoment: { status: 500, code: 2, message: 'An unexpected error has occurred. Please retry your request later.' },
  outsideWindow: {
    status: 400,
    code: 10,
    subcode: 2018278,
    message: 'This message is sent outside of allowed window.',
  },
  unavailable: { status: 400, code: 551, subcode: 1545041, message: 'This person isn’t available right now.' },
  unknownPath: { status: 404, code: 2500, message: 'Unknown path components' },
} as const satisfies Readonly<Record<string, GraphFault>>;

/** What the Send API would refuse about a request, by the limits that Meta documents; undefined if it would take it. */
export function findGraphFault(body: unknown): GraphFault | undefined {
  const { recipient, messaging_type: type, message, sender_action: sign } = fields(body);
  if (!/^\d+$/.test(String(fields(recipient)['id']))) return wrong('The parameter recipient is required');
  if (sign !== undefined)
    return ['mark_seen', 'typing_on', 'typing_off'].includes(sign as string) && message === undefined
      ? undefined
      : wrong('sender_action');
  if (type !== 'RESPONSE') return wrong('messaging_type must be one of RESPONSE, UPDATE, MESSAGE_TAG');
  const { text, attachment, quick_replies: quick } = fields(message);
  if (quick !== undefined && !areQuickReplies(quick)) return wrong('quick_replies');
  if (typeof text === 'string')
    return isShort(text, 2_000) && text !== ''
      ? undefined
      : wrong('Length of param message[text] must be less than or equal to 2000');
  return isTemplate(attachment) ? undefined : wrong('message');
}

function areQuickReplies(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 1 || value.length > 13) return false;
  return value
    .map(fields)
    .every(
      ({ content_type: kind, title, payload }) => kind === 'text' && isTitle(title, 20) && isTitle(payload, 1_000),
    );
}

function isTemplate(attachment: unknown): boolean {
  const { type, payload } = fields(attachment);
  const { template_type: kind, elements } = fields(payload);
  if (type !== 'template' || kind !== 'generic' || !Array.isArray(elements)) return false;
  return elements.length >= 1 && elements.length <= 10 && elements.map(fields).every(isElement);
}

function isElement({ title, subtitle, image_url: image, buttons }: Fields): boolean {
  if (!isTitle(title, 80) || (subtitle === undefined && image === undefined && buttons === undefined)) return false;
  if (subtitle !== undefined && !isTitle(subtitle, 80)) return false;
  if (image !== undefined && !(typeof image === 'string' && URL.canParse(image))) return false;
  return buttons === undefined || areButtons(buttons);
}

function areButtons(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 1 || value.length > 3) return false;
  return value
    .map(fields)
    .every(({ type, title, payload }) => type === 'postback' && isTitle(title, 20) && isTitle(payload, 1_000));
}

function isTitle(value: unknown, length: number): boolean {
  return typeof value === 'string' && value !== '' && isShort(value, length);
}

function isShort(text: string, length: number): boolean {
  return text.length <= length;
}

function wrong(what: string): GraphFault {
  return { status: 400, code: 100, message: `(#100) ${what}` };
}

type Fields = Readonly<Record<string, unknown>>;

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
