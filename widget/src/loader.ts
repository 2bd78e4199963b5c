import { chooseFallbackString } from './strings/fallback-strings.ts';

/** A file of the build, under the name of its part: its address relative to this one, and its integrity. */
type File = readonly [address: string, integrity: string];
declare const FILES: Readonly<Record<string, File>>;

/**
 * Fetches a file into the module map if its bytes are the expected ones. The integrity of the pasted script tag covers
 * this file alone, which therefore knows that of all others. A module that failed its check must not be imported
 * afterwards: browsers would fetch it again and run it unchecked.
 */
function verify(part: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const [address, integrity] = FILES[part]!;
    const { href } = new URL(address, import.meta.url);
    const link = document.createElement('link');
    Object.assign(link, { rel: 'modulepreload', crossOrigin: '', integrity, href });
    link.onload = () => resolve(href);
    link.onerror = () => {
      link.remove();
      reject(new Error(href));
    };
    document.head.append(link);
  });
}

verify('door')
  .then(href => import(/* @vite-ignore */ href) as Promise<typeof import('./script-tag.ts')>)
  .then(door => door.start(verify))
  .catch(() => {
    for (const chat of document.querySelectorAll('lex-chat[fallback-href]')) {
      const link = document.createElement('a');
      link.href = chat.getAttribute('fallback-href')!;
      link.textContent = chooseFallbackString(document.documentElement.lang);
      chat.replaceChildren(link);
    }
  });
