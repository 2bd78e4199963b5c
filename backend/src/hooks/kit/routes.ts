import type { LexV2Event } from 'aws-lambda';
import { definedName } from '../../../bots/deployed-name.ts';
import type { Hook } from './hook.ts';

type Hooks = Readonly<Record<string, Hook>>;

/** Gives each intent to its own hook, by name. Rejects, naming the intent, when there is none. */
export function byIntent(hooks: Hooks): Hook {
  return route(hooks, 'intent', event => event.sessionState.intent.name);
}

/** Gives each bot to its own hook, by the name in its definition, so that one Lambda function serves them all. */
export function byBot(hooks: Hooks): Hook {
  return route(hooks, 'bot', ({ bot: { name } }) => (Object.hasOwn(hooks, name) ? name : definedName(name)));
}

function route(hooks: Hooks, kind: string, nameOf: (event: LexV2Event) => string): Hook {
  return async (event, deadline) => {
    const name = nameOf(event);
    const hook = Object.hasOwn(hooks, name) ? hooks[name] : undefined;
    if (!hook) throw new Error(`There is no hook for the ${kind} ${name}, only for ${Object.keys(hooks).join(', ')}`);
    return hook(event, deadline);
  };
}
