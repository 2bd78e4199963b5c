import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { MODEL_NAMES, MODEL_OPTIONS } from '@lex-chat/backend/functions/model-names';
import type { Construct } from 'constructs';
import { ConfigError } from './config/config-error.ts';
import { isGlobalProfile, isProfile, withoutArea } from './inference-profile.ts';
import { arnOf, grantSecret, type GivenSecret } from './secrets.ts';

/** What functions are told of the model. */
export type ModelVariables = Readonly<
  Record<keyof typeof MODEL_NAMES, string> & Partial<Record<keyof typeof MODEL_OPTIONS, string>>
>;

export interface BedrockModelProps {
  /** The model, e.g. `anthropic.claude-haiku-4-5-20251001-v1:0`. */
  readonly model: string;
  /**
   * The inference profile by which the model is asked, e.g. `eu.anthropic.claude-haiku-4-5-20251001-v1:0`.
   * @default - the model is asked directly, in the region of the stack
   */
  readonly profile?: string;
  /**
   * The regions among which the profile chooses: the model has to be allowed in each. A profile needs them, but for a global one, which
   * chooses among all.
   * @default - the region of the stack, and with a global profile wherever it leads
   */
  readonly regions?: readonly string[];
  /** @default - none */
  readonly guardrail?: GuardrailProps;
}

export interface GuardrailProps {
  readonly id: string;
  /** @default 'DRAFT' */
  readonly version?: string;
}

export interface ModelOptions {
  /**
   * The most tokens of one answer. Bedrock sets so many aside from the account's quota when it begins.
   * @default 1000
   */
  readonly maxTokens?: number;
}

export interface OpenAiCompatibleProps {
  /** The model as the server names it. */
  readonly model: string;
  /**
   * The secret that holds the key and nothing else, or its ARN.
   * @default - the server wants none
   */
  readonly key?: GivenSecret;
  /**
   * Whether to use the older completions endpoint instead of chat completions.
   * @default false
   */
  readonly completions?: boolean;
}

const MAX_TOKENS = 1_000;

/** Who answers when no intent fits. */
export class Model {
  /**
   * A model of Amazon Bedrock. Functions may ask exactly this model, by exactly this profile, in exactly these regions. Throws a `ConfigError`
   * for a profile without its regions, and where the model is a profile or an ARN.
   */
  static bedrock({ model, profile, regions, guardrail }: BedrockModelProps, options: ModelOptions = {}): Model {
    const isGlobal = profile !== undefined && isGlobalProfile(profile);
    if (profile !== undefined && !isGlobal && regions === undefined)
      throw new ConfigError([
        `profile is ${profile}: it needs regions, all among which it chooses, or the model is refused by chance`,
      ]);
    if (isProfile(model))
      throw new ConfigError([
        `model is ${model}: that is an inference profile; let profile be ${model} and model ${withoutArea(model)}`,
      ]);
    if (model.startsWith('arn:'))
      throw new ConfigError([
        `model is ${model}: it should be the id of a model, not an ARN; an inference profile goes into profile`,
      ]);
    return new Model(
      {
        MODEL: `bedrock:${profile ?? model}`,
        ...(guardrail && { MODEL_GUARDRAIL_ID: guardrail.id, MODEL_GUARDRAIL_VERSION: guardrail.version ?? 'DRAFT' }),
      },
      options,
      (grantee, scope) => {
        const stack = Stack.of(scope);
        const arn = (resource: string, resourceName: string, region = stack.region, account = stack.account) =>
          stack.formatArn({
            service: 'bedrock',
            region,
            account,
            resource,
            resourceName,
            arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
          });
        Grant.addToPrincipal({
          grantee,
          actions: ['bedrock:InvokeModelWithResponseStream'],
          resourceArns: [
            ...(profile === undefined ? [] : [arn('inference-profile', profile)]),
            ...(regions ?? [stack.region]).map(region => arn('foundation-model', model, region, '')),
            // Of where a global profile leads, Bedrock asks by an ARN without a region.
            ...(isGlobal ? [arn('foundation-model', model, '', '')] : []),
          ],
        });
        if (!guardrail) return;
        Grant.addToPrincipal({
          grantee,
          actions: ['bedrock:ApplyGuardrail'],
          resourceArns: [arn('guardrail', guardrail.id)],
        });
      },
    );
  }

  /** A model of OpenAI. The key is read from `key` when a function starts to need it, and stands nowhere else. */
  static openAi(model: string, key: GivenSecret, options: ModelOptions = {}): Model {
    return new Model({ MODEL: `openai:${model}`, MODEL_KEY_SECRET_ID: arnOf(key) }, options, grantee =>
      grantSecret(grantee, key),
    );
  }

  /** A server that speaks as OpenAI does, at an address up to and with its version: `https://models.example.com/v1`. */
  static openAiCompatible(
    url: string,
    { model, key, completions = false }: OpenAiCompatibleProps,
    options: ModelOptions = {},
  ): Model {
    return new Model(
      {
        MODEL: `${completions ? 'openai-completions' : 'openai-compatible'}:${model}`,
        MODEL_URL: url,
        ...(key !== undefined && { MODEL_KEY_SECRET_ID: arnOf(key) }),
      },
      options,
      grantee => key !== undefined && grantSecret(grantee, key),
    );
  }

  readonly variables: ModelVariables;
  readonly #grant: (grantee: IGrantable, scope: Construct) => void;

  private constructor(
    variables: Omit<ModelVariables, 'MODEL_MAX_TOKENS'>,
    { maxTokens = MAX_TOKENS }: ModelOptions,
    grant: (grantee: IGrantable, scope: Construct) => void,
  ) {
    this.variables = { ...variables, MODEL_MAX_TOKENS: String(maxTokens) };
    this.#grant = grant;
  }

  /** Lets functions ask the model. */
  grant(scope: Construct, ...grantees: readonly IGrantable[]): void {
    for (const grantee of grantees) this.#grant(grantee, scope);
  }
}
