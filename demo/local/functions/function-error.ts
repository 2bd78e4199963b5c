/** A call that got no answer from its function: the handler threw, ran out of time, died, or could not be started. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  /** As Lambda names it: the thrown error's name, `Sandbox.Timedout`, `Runtime.ExitError`, `TooManyRequestsException` … */
  readonly errorType: string;
  readonly trace: readonly string[];

  constructor(errorType: string, message: string, trace: readonly string[] = []) {
    super(message);
    this.errorType = errorType;
    this.trace = trace;
  }
}
