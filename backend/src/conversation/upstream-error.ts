export type UpstreamService =
  | 'lex'
  | 'bedrock'
  | 'openai'
  | 'model'
  | 'dynamodb'
  | 'gateway'
  | 'lambda'
  | 'secrets'
  | 'messenger'
  | 'slack'
  | 'knowledge'
  | 'uploads';

/**
 * What would help. `retry`: asking again, after a while. `operator`: nothing but a person with access to the account, as
 * for a wrong key or an unpaid bill. `none`: this very request is refused, others are not.
 */
export type Cure = 'retry' | 'operator' | 'none';

export interface UpstreamFault {
  readonly cause: unknown;
  /** `retry` without it. */
  readonly cure?: Cure;
  /** How long the service wants to be left alone, in milliseconds. */
  readonly retryAfterMs?: number | null;
  /** Whether the service did nothing that could cost something: it refused, or was never reached. @default false */
  readonly isFree?: boolean;
}

/** A service we depend on failed us. Adapters throw it; what answers a visitor turns it into `unavailable`. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly service: UpstreamService;
  readonly cure: Cure;
  readonly retryAfterMs: number | null;
  readonly isFree: boolean;

  constructor(service: UpstreamService, { cause, cure = 'retry', retryAfterMs = null, isFree = false }: UpstreamFault) {
    super(`${service} did not answer`, { cause });
    this.service = service;
    this.cure = cure;
    this.retryAfterMs = retryAfterMs;
    this.isFree = isFree;
  }

  /** The same of something that may have cost something. */
  owed(): UpstreamError {
    const { service, cause, cure, retryAfterMs } = this;
    return new UpstreamError(service, { cause, cure, retryAfterMs });
  }
}
