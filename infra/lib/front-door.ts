import { Duration, SecretValue } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  type BehaviorOptions,
  type IOriginRequestPolicy,
  type IResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { REST_ROUTES } from '@lex-chat/backend/functions/routes';
import { Construct } from 'constructs';
import { accountWideName } from './account-wide-name.ts';
import { createApiHeaders, createPageHeaders, createWidgetHeaders } from './response-headers.ts';
import type { RestApi } from './rest-api.ts';
import type { SocketApi } from './socket-api.ts';

/** A name of one's own for the chat. */
export interface Domain {
  /** E.g. `chat.example.com`. Its DNS record has to point to the distribution. */
  readonly name: string;
  /** A certificate for the name in AWS Certificate Manager, in us-east-1 as CloudFront wants it. */
  readonly certificateArn: string;
}

export interface FrontDoorProps {
  readonly files: IBucket;
  readonly rest: RestApi;
  readonly sockets: SocketApi;
  /** Sent along with each request to the APIs: it shows that the request came this way. */
  readonly originSecret: ISecret;
  /**
   * Which version of it. A new one changes the template, without which CloudFormation would not look the secret up again.
   * @default - the one that was current when the distribution was last changed
   */
  readonly originSecretVersion?: string;
  /** The websites that may read what the API answers. */
  readonly allowedOrigins: readonly string[];
  /** Where pages send the files that visitors attach. */
  readonly uploadOrigins: readonly string[];
  readonly domain?: Domain;
  /** The ARN of a web ACL for CloudFront. */
  readonly webAclArn?: string;
}

/** Told the functions by CloudFront alone, with the secret: by it they believe `CloudFront-Viewer-Address`. */
const SECRET_HEADER = 'X-Origin-Verify';

/** The visitor's address and port, which the connection itself does not show behind CloudFront. */
const VIEWER_ADDRESS = 'CloudFront-Viewer-Address';

/** All that the functions and API Gateway read of a request. `Authorization` passes by the cache policy, the only way for it. */
const REST_HEADERS = [
  'Accept',
  'Access-Control-Request-Headers',
  'Access-Control-Request-Method',
  'Content-Type',
  'Origin',
  'User-Agent',
  VIEWER_ADDRESS,
];

/** By these a platform's requests are known. */
const CHANNEL_HEADERS = [
  'Content-Type',
  'X-Hub-Signature-256',
  'X-Slack-Request-Timestamp',
  'X-Slack-Signature',
  'User-Agent',
  VIEWER_ADDRESS,
];

const SOCKET_HEADERS = [
  'Origin',
  'Sec-WebSocket-Extensions',
  'Sec-WebSocket-Key',
  'Sec-WebSocket-Protocol',
  'Sec-WebSocket-Version',
  'User-Agent',
  VIEWER_ADDRESS,
];

/** A stream of events speaks up every 10 s, so a silence of this is a failure. The most that CloudFront allows by itself. */
const ORIGIN_TIMEOUT = Duration.seconds(60);

/** What CloudFront would otherwise keep for ten seconds and tell to the next visitors. */
const ERRORS = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/** The one address of the chat: files, requests and sockets. */
export class FrontDoor extends Construct {
  readonly distribution: Distribution;
  /** Without a scheme. */
  readonly domainName: string;

  constructor(scope: Construct, id: string, props: FrontDoorProps) {
    super(scope, id);
    const {
      files,
      rest,
      sockets,
      originSecret,
      originSecretVersion: versionId,
      allowedOrigins,
      uploadOrigins,
      domain,
      webAclArn,
    } = props;
    const origin = S3BucketOrigin.withOriginAccessControl(files, {
      originAccessControl: new S3OriginAccessControl(this, 'FilesAccess', {
        originAccessControlName: accountWideName(this, 'FilesAccess'),
      }),
    });
    const secret =
      versionId === undefined
        ? originSecret.secretValue
        : SecretValue.secretsManager(originSecret.secretArn, { versionId });
    const customHeaders = { [SECRET_HEADER]: secret.unsafeUnwrap() };
    const apiHeaders = createApiHeaders(this, 'ApiHeaders', allowedOrigins);

    const restOrigin = new HttpOrigin(rest.domainName, {
      originPath: `/${rest.stageName}`,
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      readTimeout: ORIGIN_TIMEOUT,
      customHeaders,
    });
    const restBehavior: BehaviorOptions = {
      origin: restOrigin,
      ...this.#apiBehavior(apiHeaders, this.#forward('RestRequest', REST_HEADERS)),
      cachePolicy: this.#passAuthorization(),
    };
    const socketBehavior: BehaviorOptions = {
      origin: new HttpOrigin(sockets.domainName, {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        customHeaders,
      }),
      ...this.#apiBehavior(apiHeaders, this.#forward('SocketRequest', SOCKET_HEADERS)),
      cachePolicy: CachePolicy.CACHING_DISABLED,
    };
    const channelBehavior: BehaviorOptions = {
      origin: restOrigin,
      ...this.#apiBehavior(apiHeaders, this.#forward('ChannelRequest', CHANNEL_HEADERS)),
      cachePolicy: CachePolicy.CACHING_DISABLED,
    };
    const widgetBehavior = this.#fileBehavior(origin, createWidgetHeaders(this, 'WidgetHeaders'));

    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'The chat: its files, its requests and its sockets',
      httpVersion: HttpVersion.HTTP2_AND_3,
      ...(domain && {
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
        domainNames: [domain.name],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
      }),
      ...(webAclArn !== undefined && { webAclId: webAclArn }),
      defaultRootObject: 'index.html',
      defaultBehavior: this.#fileBehavior(origin, createPageHeaders(this, 'PageHeaders', uploadOrigins)),
      additionalBehaviors: {
        [sockets.path]: socketBehavior,
        ...Object.fromEntries(restPatterns().map(pattern => [pattern, restBehavior])),
        // Also where no channel is: the API says so as it does elsewhere, and the files' bucket would say that it is forbidden.
        '/channels/*': channelBehavior,
        '/v1/*': widgetBehavior,
        // A release, such as `/1.2.3-0a1b2c3d4e/`: of this one, and of all before it that pages may still load.
        '/*.*.*/*': widgetBehavior,
      },
      errorResponses: ERRORS.map(httpStatus => ({ httpStatus, ttl: Duration.seconds(0) })),
    });
    this.domainName = domain?.name ?? this.distribution.distributionDomainName;
  }

  #fileBehavior(origin: BehaviorOptions['origin'], responseHeadersPolicy: IResponseHeadersPolicy): BehaviorOptions {
    return {
      origin,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy,
    };
  }

  #apiBehavior(responseHeadersPolicy: IResponseHeadersPolicy, originRequestPolicy: IOriginRequestPolicy) {
    return {
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      // Would hold a stream of events back.
      compress: false,
      responseHeadersPolicy,
      originRequestPolicy,
    };
  }

  /** Not `Host`, by which API Gateway would look for another API. */
  #forward(id: string, headers: readonly string[]): OriginRequestPolicy {
    return new OriginRequestPolicy(this, id, {
      originRequestPolicyName: accountWideName(this, id),
      headerBehavior: OriginRequestHeaderBehavior.allowList(...headers),
      queryStringBehavior: OriginRequestQueryStringBehavior.all(),
    });
  }

  /**
   * Keeps nothing that does not ask to be kept, and the API forbids it. CloudFront takes `Authorization` along only as a part
   * of a cache key, and has cache keys only where something could be kept for a second.
   */
  #passAuthorization(): CachePolicy {
    return new CachePolicy(this, 'RestCache', {
      cachePolicyName: accountWideName(this, 'RestCache'),
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.seconds(1),
      headerBehavior: CacheHeaderBehavior.allowList('Authorization'),
      queryStringBehavior: CacheQueryStringBehavior.all(),
    });
  }
}

/** The paths of the API as CloudFront writes them. */
export function restPatterns(): readonly string[] {
  return [...new Set(REST_ROUTES.map(({ path }) => path.replace(/\{\w+\}/g, '*')))];
}
