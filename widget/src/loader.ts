import { fallbackHref } from './page/fallback-href.ts';
import { chooseFallbackString } from './strings/fallback-strings.ts';
import type { File } from './base/verified-part.ts';

/** Every file that is asked for by its name alone, by the name of its part. */
declare const FILES: Readonly<Record<string, File>>;

/**
 * Fetches a file into the module map if its bytes are the expected ones. The integrity of the pasted script tag covers
 * this file alone, which therefore knows that of all others, by itself or by one that it has verified. A module that failed its check must not be imported
 * afterwards: browsers would fetch it again and run it unchecked.
 */
function verify(part: string, file: File = FILES[part]!): Promise<string> {
  const address = `assets/${part}-${file.slice(0, 8)}.js`;
  return new Promise((resolve, reject) => {
    const { href } = new URL(address, import.meta.url);
    const link = document.createElement('link');
    // A policy that names scripts by a nonce asks for it here as well; a page has one for all of them.
    const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
    Object.assign(link, { rel: 'modulepreload', crossOrigin: '', integrity: `sha256-${file.slice(8)}`, nonce, href });
    link.onload = () => {
      link.remove();
      resolve(href);
    };
    link.onerror = () => {
      link.remove();
      reject(new Error(href));
    };
    document.head.append(link);
  });
}

/** Resolves once the page has been painted again, which no chat is to delay; a page that nobody sees is not painted, and not waited for longer. */
function painted(): Promise<unknown> {
  return new Promise(resolve => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 1_000);
  });
}

Promise.all([verify('door'), painted()])
  .then(([href]) => import(/* @vite-ignore */ href) as Promise<typeof import('./script-tag.ts')>)
  // In a task of its own, so that a click comes in between.
  .then(door => painted().then(() => door.start(verify)))
  .catch(() => {
    for (const chat of document.querySelectorAll('lex-chat')) {
      const href = fallbackHref(chat);
      if (href === null) continue;
      const link = document.createElement('a');
      link.href = href;
      link.textContent = chooseFallbackString(document.documentElement.lang);
      chat.replaceChildren(link);
    }
  });
