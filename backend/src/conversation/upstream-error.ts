export type UpstreamService = 'lex' | 'bedrock' | 'openai' | 'dynamodb' | 'gateway' | 'lambda' | 'secrets';

/** A service we depend on failed us. Adapters throw it; what answers a visitor turns it into `unavailable`. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly service: UpstreamService;

  constructor(service: UpstreamService, options: { readonly cause: unknown }) {
    super(`${service} did not answer`, options);
    this.service = service;
  }
}
