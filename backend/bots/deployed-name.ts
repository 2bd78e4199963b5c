/**
 * A bot's name in an account that has the same bot from several deployments: Lex wants each name once in a region. `deployment` is letters and
 * digits.
 */
export function deployedName(name: string, deployment: string): string {
  return `${name}-${deployment}`;
}

/** The name in the definition, from that of a deployment. */
export function definedName(deployed: string): string {
  return deployed.replace(/-[0-9A-Za-z]+$/, '');
}
