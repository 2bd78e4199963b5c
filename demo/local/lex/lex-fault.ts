/** A refusal in the words of the Lex V2 runtime. */
export class LexFault extends Error {
  readonly type: FaultType;

  constructor(type: FaultType, message: string) {
    super(message);
    this.name = type;
    this.type = type;
  }

  get status(): number {
    return STATUSES[this.type];
  }
}

export type FaultType = keyof typeof STATUSES;

const STATUSES = {
  ValidationException: 400,
  AccessDeniedException: 403,
  ResourceNotFoundException: 404,
  ConflictException: 409,
  DependencyFailedException: 424,
  ThrottlingException: 429,
  InternalServerException: 500,
} as const;

/** A code hook, or the bot around it, did not do its part. */
export function dependencyFailed(message: string): LexFault {
  return new LexFault('DependencyFailedException', message);
}

export function invalid(message: string): LexFault {
  return new LexFault('ValidationException', message);
}
