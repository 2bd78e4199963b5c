import { MEDIA_TYPES } from '@lex-chat/protocol/files';
import type { PromptFile } from '../conversation/ports.ts';

/** A file as a part of a message of OpenAI's chat completions. Of documents they take PDF alone. */
export function toContent(file: PromptFile): object {
  const { name, type, bytes } = file;
  const address = () => `data:${MEDIA_TYPES[type]};base64,${Buffer.from(bytes).toString('base64')}`;
  switch (type) {
    case 'png':
    case 'jpeg':
    case 'webp':
      return { type: 'image_url', image_url: { url: address() } };
    case 'pdf':
      return { type: 'file', file: { filename: `${name}.pdf`, file_data: address() } };
    case 'txt':
    case 'csv':
    case 'md':
    case 'docx':
    case 'xlsx':
      return { type: 'text', text: quoteFile(file) };
  }
}

/** A file for whoever takes nothing but text: itself, or that it cannot be shown, so that nobody makes up what is in it. */
export function quoteFile({ name, type, bytes }: PromptFile): string {
  switch (type) {
    case 'txt':
    case 'csv':
    case 'md':
      return `<${name} format="${type}">\n${new TextDecoder().decode(bytes)}\n</${name}>\n`;
    case 'png':
    case 'jpeg':
    case 'webp':
    case 'pdf':
    case 'docx':
    case 'xlsx':
      return `[${name} cannot be shown to you: say that you cannot read it.]\n`;
  }
}
