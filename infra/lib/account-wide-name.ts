import { Names, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** With a region after it, within the 64 characters of the shortest name, that of an access control. */
const SCOPE_MAX_LENGTH = 32;

/**
 * A name for what belongs to an account rather than to a region of it, as all of CloudFront's does: with the region, so that the chat can be in
 * several. The CDK's own are of the stack alone, and a second region could not be deployed.
 */
export function accountWideName(scope: Construct, id: string): string {
  return `${Names.uniqueResourceName(scope, { maxLength: SCOPE_MAX_LENGTH })}-${id}-${Stack.of(scope).region}`;
}
