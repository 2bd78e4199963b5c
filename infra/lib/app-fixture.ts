import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { createOutdir } from './outdirs-fixture.ts';

/** The context in which the command line synthesises. */
const { context } = JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8')) as {
  context: Record<string, unknown>;
};

/** An app as the command line has it, whose folder goes with the test file. */
export function createApp(more: Readonly<Record<string, unknown>> = {}): App {
  return new App({
    outdir: createOutdir(),
    // Copying megabytes of bundles for each template takes most of the time.
    context: { ...context, 'aws:cdk:disable-asset-staging': true, ...more },
  });
}
