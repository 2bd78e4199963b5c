import type { PanelHost } from '../page/panel-host.ts';
import { ignore } from '../base/lazy-part.ts';
import { pageLanguage } from '../page/page-language.ts';
import type { parts } from './parts.ts';
import { chooseDoorStrings } from '../strings/door-strings.ts';
import type { Language } from '../strings/language.ts';

/** Words of the chat: in the page's language, with the site's own in place of some. */
export interface Words<Strings> {
  readonly strings: Strings;
  /** Goes on in another language or with other words of the site, if there are any by now. Until they have come, and without them, the former ones stay. */
  follow(): void;
}

type WordsHost = Element & Pick<PanelHost, 'strings'>;

/** `onChange` hears when they are others. Rejects when those of the page's language do not arrive. */
export async function createWords<Strings extends object>(
  host: WordsHost,
  load: Pick<typeof parts, 'site'>,
  fetch: (language: Language) => Promise<Strings>,
  onChange: () => void,
): Promise<Words<Strings>> {
  let wanted: readonly unknown[] = [];
  let strings!: Strings;

  async function choose(language: Language, own: unknown): Promise<void> {
    const chosen = (wanted = [language, own]);
    // Without the code for it the chat has its own words.
    const site = own ? await load.site().catch(() => null) : null;
    const words = await fetch(language);
    if (chosen !== wanted) return;
    strings = site ? site.withOwn(words, own) : words;
  }

  await choose(languageOf(host), host.strings);
  return {
    get strings() {
      return strings;
    },
    follow() {
      const [language, own] = [languageOf(host), host.strings];
      if (language !== wanted[0] || own !== wanted[1]) choose(language, own).then(onChange, ignore);
    },
  };
}

function languageOf(host: Element): Language {
  return chooseDoorStrings(pageLanguage(host)).language;
}
