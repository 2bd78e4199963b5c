import { Duration } from 'aws-cdk-lib';
import {
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
  type ResponseSecurityHeadersBehavior,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { accountWideName } from './account-wide-name.ts';

const TRANSPORT: ResponseSecurityHeadersBehavior = {
  strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: false, override: true },
  contentTypeOptions: { override: true },
};

/** How strict the demo's pages are: as strict as a security team would ask for, since the widget has to work there. */
const pagePolicy = (elsewhere: readonly string[]) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    ["connect-src 'self'", ...elsewhere].join(' '),
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

/** `elsewhere` are the origins besides their own that pages may connect to. */
export function createPageHeaders(scope: Construct, id: string, elsewhere: readonly string[]): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    responseHeadersPolicyName: accountWideName(scope, id),
    comment: 'Pages of the chat',
    securityHeadersBehavior: {
      ...TRANSPORT,
      contentSecurityPolicy: { contentSecurityPolicy: pagePolicy(elsewhere), override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override: true },
    },
  });
}

/** Any site may load the widget: the code is public, and `integrity` on a script tag works only with CORS. */
export function createWidgetHeaders(scope: Construct, id: string): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    responseHeadersPolicyName: accountWideName(scope, id),
    comment: 'Files of the chat widget',
    securityHeadersBehavior: TRANSPORT,
    corsBehavior: {
      accessControlAllowOrigins: ['*'],
      accessControlAllowMethods: ['GET', 'HEAD'],
      accessControlAllowHeaders: ['*'],
      accessControlAllowCredentials: false,
      originOverride: true,
    },
    customHeadersBehavior: {
      customHeaders: [{ header: 'Cross-Origin-Resource-Policy', value: 'cross-origin', override: true }],
    },
  });
}

/** Lets the listed sites read every answer, refusals of API Gateway and CloudFront too. What a function says itself stays. */
export function createApiHeaders(scope: Construct, id: string, origins: readonly string[]): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    responseHeadersPolicyName: accountWideName(scope, id),
    comment: 'Answers of the chat',
    securityHeadersBehavior: TRANSPORT,
    ...(origins.length > 0 && {
      corsBehavior: {
        accessControlAllowOrigins: [...origins],
        accessControlAllowMethods: ['GET', 'POST', 'DELETE', 'OPTIONS'],
        accessControlAllowHeaders: ['authorization', 'content-type'],
        accessControlExposeHeaders: ['Retry-After'],
        accessControlMaxAge: Duration.hours(2),
        accessControlAllowCredentials: false,
        originOverride: false,
      },
    }),
  });
}
