import { afterEach, beforeEach } from 'vitest';
import { startFakeService, type FakeService } from './fake-service.ts';
import { createFakeTab, type FakeTab } from './fake-tab.ts';

type How = Parameters<typeof createFakeTab> extends [unknown, ...infer Rest] ? Rest : never;

/** A service and the tab of one visitor, new for each test of a file and gone after it. */
export interface FakeTabInUse {
  readonly service: FakeService;
  /** The newest; one with nothing special, unless a test has made another. */
  readonly tab: FakeTab;
  /** What follows the service in the arguments of `createFakeTab`. */
  newTab(...how: How): FakeTab;
  /** Opens the tab's chat; resolves once it is online. */
  open(): Promise<void>;
}

export function useFakeTab(): FakeTabInUse {
  let service: FakeService;
  const tabs: FakeTab[] = [];

  beforeEach(async () => {
    service = await startFakeService();
  });
  afterEach(async () => {
    for (const tab of tabs) tab.close();
    tabs.length = 0;
    await service.close();
  });

  const here: FakeTabInUse = {
    get service() {
      return service;
    },
    get tab() {
      return tabs.at(-1) ?? here.newTab();
    },
    newTab: (...how) => {
      const tab = createFakeTab(service, ...how);
      tabs.push(tab);
      return tab;
    },
    open: async () => {
      here.tab.open();
      await here.tab.is('online');
    },
  };
  return here;
}
