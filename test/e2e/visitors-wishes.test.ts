import { describe, expect, it } from 'vitest';
import { hasBrowser, useBrowser } from './browser.ts';
import { openChat, say, useScriptedSite } from './scripted-site.ts';

describe.skipIf(!hasBrowser)('somebody whose system says how they see', () => {
  const browser = useBrowser();
  const running = useScriptedSite();

  it('sees where the focus is and where a message begins and ends', async () => {
    const { page } = await browser.visitor({ forcedColors: 'active' });
    await page.goto(running.site.url);
    await openChat(page);
    await say(page, '안녕하세요');
    await page.locator('[part=reply]', { hasText: '안녕하세요!' }).waitFor();
    const styles = await page.evaluate(() => {
      const { shadowRoot } = document.querySelector('lex-chat')!;
      const styleOf = (selector: string) => getComputedStyle(shadowRoot!.querySelector(selector)!);
      shadowRoot!.querySelector('textarea')!.focus();
      return {
        isForced: matchMedia('(forced-colors: active)').matches,
        field: styleOf('.field').outlineStyle,
        bubbles: ['visitor', 'reply'].map(part => styleOf(`[part=${part}]`).borderTopStyle),
        ink: styleOf('[part=reply]').borderTopColor === styleOf('[part=reply]').color,
      };
    });
    expect(styles).toEqual({ isForced: true, field: 'solid', bubbles: ['solid', 'solid'], ink: true });
  });

  it('sees text and lines at full strength who asks for more contrast', async () => {
    const { page } = await browser.visitor({ contrast: 'more' });
    await page.goto(running.site.url);
    await openChat(page);
    const [muted, text] = await page.evaluate(() => {
      const { shadowRoot } = document.querySelector('lex-chat')!;
      const colourOf = (selector: string) => getComputedStyle(shadowRoot!.querySelector(selector)!).color;
      return [colourOf('.status'), colourOf('.title')];
    });
    expect(muted).toBe(text);
  });

  it('sees nothing move who asks for that', async () => {
    const { page } = await browser.visitor({ reducedMotion: 'reduce' });
    await page.goto(running.site.url);
    await openChat(page);
    const durations = await page.evaluate(() =>
      [...document.querySelector('lex-chat')!.shadowRoot!.querySelectorAll('dialog, dialog *, .launcher')].map(
        element => getComputedStyle(element).transitionDuration + getComputedStyle(element).animationName,
      ),
    );
    expect([...new Set(durations)]).toEqual(['0snone']);
  });
});
