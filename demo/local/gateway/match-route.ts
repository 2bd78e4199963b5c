import type { RestRoute } from '@lex-chat/backend/functions/routes';

/** A route, and what stands in the places of its `{parameters}`. */
export interface RouteMatch {
  readonly route: RestRoute;
  readonly pathParameters: Readonly<Record<string, string>> | null;
}

/**
 * The route of a request, as API Gateway finds it: fixed segments before `{parameters}`, none across a slash. A preflight goes
 * where the first route of its path goes. Parameters are decoded once; one that cannot be stays as it came.
 */
export function matchRoute(routes: readonly RestRoute[], method: string, path: string): RouteMatch | undefined {
  const matches = routes
    .filter(route => method === 'OPTIONS' || route.method === method)
    .flatMap(route => {
      const pathParameters = parametersIn(route.path, path);
      return pathParameters ? [{ route, pathParameters }] : [];
    })
    .sort((one, other) => Object.keys(one.pathParameters).length - Object.keys(other.pathParameters).length);
  const best = matches[0];
  if (!best) return undefined;
  const { route, pathParameters } = best;
  return { route, pathParameters: Object.keys(pathParameters).length > 0 ? pathParameters : null };
}

/** Whether any method of a path is known. */
export function knowsPath(routes: readonly RestRoute[], path: string): boolean {
  return matchRoute(routes, 'OPTIONS', path) !== undefined;
}

function parametersIn(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [i, segment] of wanted.entries()) {
    const value = given[i]!;
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (name === undefined) {
      if (segment !== value) return undefined;
    } else {
      if (value === '') return undefined;
      parameters[name] = decoded(value);
    }
  }
  return parameters;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
