import type { ServerResponse } from 'node:http';

export interface Refused {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** An answer of S3, whose body is one element. */
export function sendXml(response: ServerResponse, status: number, element: string): void {
  response
    .writeHead(status, { 'Content-Type': 'application/xml' })
    .end(`<?xml version="1.0" encoding="UTF-8"?>\n${element}`);
}

export function sendError(response: ServerResponse, { status, code, message }: Refused): void {
  if (response.headersSent) return;
  sendXml(response, status, `<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`);
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export function unescapeXml(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
