import type { Config, ModelSettings } from './config.ts';

/** All models of a deployment, the usual one first, by what its settings are called before their names: `models.fast.` where it is offered. */
export function modelsOf(config: Config): readonly (readonly [at: string, settings: ModelSettings])[] {
  const offers = Object.entries(config.models ?? {});
  return [['', config], ...offers.map(([name, offer]) => [`models.${name}.`, offer] as const)];
}

/** The settings that hold the ARN of a secret. */
export const SECRETS = ['modelKeySecretArn', 'messengerSecretArn', 'slackSecretArn'] as const;

/** The ARNs of all secrets that others have made, by the settings that hold them. */
export function secretsOf(config: Config): readonly (readonly [setting: string, arn: string])[] {
  const [, ...offers] = modelsOf(config);
  const named: (readonly [string, string | undefined])[] = [
    ...SECRETS.map(name => [name, config[name]] as const),
    ...offers.map(([at, { modelKeySecretArn }]) => [`${at}modelKeySecretArn`, modelKeySecretArn] as const),
  ];
  return named.flatMap(([name, arn]) => (arn === undefined ? [] : [[name, arn] as const]));
}
