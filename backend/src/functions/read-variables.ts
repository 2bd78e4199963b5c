/**
 * The variables of these names. Throws at the start, naming all that is missing and what it is for, rather than at the first
 * visitor. An optional one that is empty is as good as none.
 */
export function readVariables<Name extends string, Optional extends string>(
  variables: Readonly<Record<string, string | undefined>>,
  needed: Readonly<Record<Name, string>>,
  optional: Readonly<Record<Optional, string>>,
): Readonly<Record<Name, string> & Partial<Record<Optional, string>>> {
  const names = Object.keys(needed) as Name[];
  const missing = names.filter(name => !variables[name]);
  if (missing.length > 0) {
    throw new Error(
      `Environment variables are missing:\n${missing.map(name => `  ${name}: ${needed[name]}`).join('\n')}`,
    );
  }
  const given = Object.keys(optional).filter(name => variables[name]);
  const entries = [...names, ...given].map(name => [name, variables[name]]);
  return Object.fromEntries(entries) as Record<Name, string> & Partial<Record<Optional, string>>;
}
