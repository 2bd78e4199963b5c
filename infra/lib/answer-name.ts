import { tmpdir } from 'node:os';
import { App, Names, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** With what follows it, within the 64 characters of a function's name. */
const SCOPE_MAX_LENGTH = 56;

/** The name of the function that answers, which stands in `functions`. It tells its own name to itself, which CloudFormation could not do with one that it makes up. */
export function answerName(functions: Construct): string {
  return Names.uniqueResourceName(functions, { maxLength: SCOPE_MAX_LENGTH }) + '-answer';
}

/** The same in a stack of this name, before there is one. */
export function answerNameIn(stackName: string): string {
  // Nothing is synthesised: without a folder that is there already, one would be made and left.
  const app = new App({ outdir: tmpdir() });
  return answerName(new Construct(new Stack(app, stackName), 'Functions'));
}
