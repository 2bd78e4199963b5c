import type { StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { createApp } from './app-fixture.ts';
import { LexChatStack } from './lex-chat-stack.ts';
import { Knowledge } from './knowledge.ts';
import type { LexChatProps } from './lex-chat-props.ts';
import { Model } from './model.ts';

const CHANNEL_SECRET = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:channel-AbCdEf';

/** All that is optional. */
export const EVERYTHING: Partial<LexChatProps> = {
  channels: { messenger: { secret: CHANNEL_SECRET }, slack: { secret: CHANNEL_SECRET } },
  knowledge: Knowledge.kendra('0123'),
  missedUtterances: true,
  site: { id: 'shop' },
  alarmEmail: 'oncall@example.com',
  monthlyBudget: 50,
};

export function createStack(
  props: Partial<LexChatProps> & StackProps = {},
  context?: Readonly<Record<string, unknown>>,
): LexChatStack {
  return new LexChatStack(createApp(context), 'LexChat', {
    allowedOrigins: ['https://www.example.com'],
    model: Model.bedrock({ model: 'amazon.nova-lite-v1:0' }),
    ...props,
  });
}

/** What CloudFormation would be given. */
export function synthesise(props?: Partial<LexChatProps> & StackProps): Template {
  return Template.fromStack(createStack(props));
}

export interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export function resourcesOf(template: Template, type?: string): Readonly<Record<string, Resource>> {
  const all = template.toJSON()['Resources'] as Record<string, Resource>;
  return Object.fromEntries(Object.entries(all).filter(([, resource]) => type === undefined || resource.Type === type));
}

/** The one resource of this type whose logical id begins so. */
export function resource(template: Template, type: string, beginning: string): Resource {
  const found = Object.entries(resourcesOf(template, type)).filter(([id]) => id.startsWith(beginning));
  if (found.length !== 1) throw new Error(`${found.length} resources of type ${type} begin with ${beginning}`);
  return found[0]![1];
}
