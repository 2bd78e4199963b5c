import type { Entry, HistoryPage, Session } from '@lex-chat/protocol';
import type { Page } from 'playwright-core';

/** What the service at `url` has stored for whoever chats in a page, oldest first: asked with the session that their browser keeps. */
export async function storedHistory(page: Page, url: string): Promise<readonly Entry[]> {
  const kept = await page.evaluate(() => {
    const [, session] = Object.entries(localStorage).find(([key]) => key.includes(':session:')) ?? [];
    return session as string;
  });
  const { token } = JSON.parse(kept) as Session;
  const response = await fetch(`${url}/history?limit=100`, { headers: { Authorization: `Bearer ${token}` } });
  return ((await response.json()) as HistoryPage).entries;
}
