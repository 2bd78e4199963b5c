import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';

/** What holds data, keys that others know, or an address that pages name. Replaced, it is as good as deleted. */
const STATEFUL = [
  'AWS::DynamoDB::GlobalTable',
  'AWS::SecretsManager::Secret',
  'AWS::CloudFront::Distribution',
  'AWS::Lex::Bot',
  'AWS::S3::Bucket',
];

const LOST = [
  ResourceImpact.WILL_REPLACE,
  ResourceImpact.MAY_REPLACE,
  ResourceImpact.WILL_DESTROY,
  ResourceImpact.WILL_ORPHAN,
];

export interface CloudFormationTemplate {
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
}

/** What of a release’s stateful resources an update would replace, delete or leave behind, each with how. */
export function lostBetween(before: CloudFormationTemplate, after: CloudFormationTemplate): readonly string[] {
  const { resources } = fullDiff({ ...before }, { ...after });
  return resources.logicalIds.flatMap(id => {
    const { changeImpact } = resources.get(id);
    const type = before.Resources[id]?.Type ?? '';
    return STATEFUL.includes(type) && LOST.includes(changeImpact) ? [`${id}: ${changeImpact}`] : [];
  });
}

/** The stateful resources of a template: what is kept of a release to compare later ones with. */
export function statefulOf({ Resources }: CloudFormationTemplate): CloudFormationTemplate {
  return {
    Resources: Object.fromEntries(Object.entries(Resources).filter(([, { Type }]) => STATEFUL.includes(Type))),
  };
}
