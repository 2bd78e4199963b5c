import type { ReactiveControllerHost } from './reactive-element.ts';
import { pageLanguage } from './page-language.ts';
import type { parts } from './parts.ts';
import { chooseDoorStrings } from './strings/door-strings.ts';
import type { Language } from './strings/language.ts';
import type { MoreStrings } from './strings/more-strings.ts';
import type { OwnStrings } from './strings/own-words.ts';
import type { Strings } from './strings/strings.ts';

/** The words of the open chat: in the page's language, with the site's own in place of some. */
export interface Words {
  readonly strings: Strings;
  /** Those of the parts that come later; undefined until `loadMore`. */
  readonly more: MoreStrings | undefined;
  /** Goes on in another language or with other words of the site, if there are any by now. Until they have come, and without them, the former ones stay. */
  follow(): void;
  /** Fetches the words of later parts. Rejects when they do not arrive. */
  loadMore(): Promise<void>;
}

interface WordsHost extends ReactiveControllerHost, Element {
  readonly strings: OwnStrings | null | undefined;
}

/** Rejects when the words of the page's language do not arrive. */
export async function createWords(host: WordsHost, load: typeof parts): Promise<Words> {
  let wanted = languageOf(host);
  let { strings: words } = await fetchWords(wanted, load);
  let moreWords: MoreStrings | undefined;
  let wantsMore = false;
  let own: unknown;
  let [strings, more] = [words, moreWords];
  await choose();

  async function changeLanguage(language: typeof wanted): Promise<void> {
    wanted = language;
    const loaded = await fetchWords(language, load);
    if (language !== wanted) return;
    ({ strings: words } = loaded);
    if (wantsMore) await loadMore();
    await choose();
  }

  /** Without the code for it the chat has its own words. */
  async function choose(): Promise<void> {
    own = host.strings;
    const site = own ? await load.site().catch(() => null) : null;
    if (own !== host.strings) return choose();
    more = site && moreWords ? site.withOwn(moreWords, own) : moreWords;
    const chosen = site ? site.withOwn(words, own) : words;
    strings = more ? { ...chosen, failures: more.failures } : chosen;
    host.requestUpdate();
  }

  async function loadMore(): Promise<void> {
    wantsMore = true;
    const language = wanted;
    const loaded = await (await load.more()).more.words[language]();
    if (language !== wanted) return loadMore();
    moreWords = loaded.more;
    await choose();
  }

  return {
    get strings() {
      return strings;
    },
    get more() {
      return more;
    },
    follow() {
      const language = languageOf(host);
      if (language !== wanted) changeLanguage(language).catch(() => undefined);
      if (own !== host.strings) void choose();
    },
    loadMore,
  };
}

async function fetchWords(language: Language, load: typeof parts): Promise<{ readonly strings: Strings }> {
  return language === 'ko' || language === 'en' ? load[language]() : (await load.more()).more.languages[language]();
}

function languageOf(host: Element): Language {
  return chooseDoorStrings(pageLanguage(host)).language;
}
