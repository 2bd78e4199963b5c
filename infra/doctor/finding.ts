/** One line of `npm run doctor`. `stop`: a deployment would fail, or the chat would not answer; `warn`: it works, with this in mind. */
export interface Finding {
  readonly level: 'fine' | 'warn' | 'stop';
  readonly what: string;
  /** What to do about it: a command or a page of the console. Absent when all is well. */
  readonly cure?: string;
}

export function fine(what: string): Finding {
  return { level: 'fine', what };
}

export function warn(what: string, cure: string): Finding {
  return { level: 'warn', what, cure };
}

export function stop(what: string, cure: string): Finding {
  return { level: 'stop', what, cure };
}

/** AWS's name for a refusal: `AccessDeniedException`, `CredentialsProviderError`, … */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'an unknown error';
}

export function isRefusedAccess(error: unknown): boolean {
  return /AccessDenied|UnauthorizedOperation|NotAuthorized/i.test(nameOf(error));
}
