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
  return answerName(new Construct(new Stack(new App(), stackName), 'Functions'));
}
