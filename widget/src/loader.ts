import { chooseFallbackString } from './strings/fallback-strings.ts';

/** A file of the build, under the name of its part: its address relative to this one, and its integrity. */
type File = readonly [address: string, integrity: string];
type Files = Readonly<Record<string, File>>;

/** The files without which no chat opens, and as `parts` that with the list of all others. */
declare const FILES: Files;

/**
 * Fetches a file into the module map if its bytes are the expected ones. The integrity of the pasted script tag covers
 * this file alone, which therefore knows that of all others. A module that failed its check must not be imported
 * afterwards: browsers would fetch it again and run it unchecked.
 */
function fetchFile([address, integrity]: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const { href } = new URL(address, import.meta.url);
    const link = document.createElement('link');
    // A policy that names scripts by a nonce asks for it here as well; a page has one for all of them.
    const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
    Object.assign(link, { rel: 'modulepreload', crossOrigin: '', integrity, nonce, href });
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

async function fetchList(): Promise<Files> {
  const list = (await import(/* @vite-ignore */ await fetchFile(FILES['parts']!))) as { readonly default: Files };
  return list.default;
}

async function verify(part: string): Promise<string> {
  // The open chat asks for its words at once, and finds the list there.
  if (part === 'panel') fetchList().catch(() => undefined);
  return fetchFile(FILES[part] ?? (await fetchList())[part]!);
}

verify('door')
  .then(href => import(/* @vite-ignore */ href) as Promise<typeof import('./script-tag.ts')>)
  .then(door => door.start(verify))
  .catch(() => {
    for (const chat of document.querySelectorAll('lex-chat[fallback-href]')) {
      const link = document.createElement('a');
      link.href = chat.getAttribute('fallback-href')!;
      // What stands in the attribute may come from who knows where: no script of a page is run by a click on a link.
      if (!/^(https?|mailto|tel):$/.test(link.protocol)) continue;
      link.textContent = chooseFallbackString(document.documentElement.lang);
      chat.replaceChildren(link);
    }
  });
