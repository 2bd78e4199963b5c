import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createSecretVersions } from '../adapters/secret-versions.ts';
import type { Ledger } from '../conversation/limits/ledger.ts';
import { createRates } from '../conversation/limits/rates.ts';
import { createAddressNames } from '../identity/address.ts';
import { createAdmission, type VisitorPolicy } from '../identity/admission.ts';
import { createFrontDoor, NO_FRONT_DOOR } from '../identity/front-door.ts';
import { createSessionTokens } from '../identity/session-token.ts';
import { createUploadReceipts } from '../identity/upload-receipts.ts';
import { createSiteProofs, type SiteProofs } from '../identity/site-proofs.ts';
import { isModeName, MODES, type ModeName } from '../conversation/model/modes.ts';
import type { RevocationStore } from '../conversation/stores.ts';
import { readBots } from './bots.ts';
import { list, type Environment } from './environment.ts';
import { readLimits } from './limits.ts';
import { readModels } from './models.ts';
import { readUploadTypes } from './upload-types.ts';

/** What a function needs to tell who speaks. */
export function createSessionOptions(
  environment: Environment,
  { revocations, ledger }: { readonly revocations: RevocationStore; readonly ledger: Ledger },
) {
  const { SESSION_SECRET_ID, SOCKET_URL, BOTS, ALLOWED_ORIGINS, ORIGIN_SECRET_ID } = environment;
  const client = new SecretsManagerClient();
  const sessionKey = createSecretVersions(client, SESSION_SECRET_ID);
  const tokens = createSessionTokens(sessionKey);
  const siteProofs = createSite(environment, client);
  const visitors = visitorPolicy(environment.VISITORS);
  if (visitors === 'signed' && !siteProofs)
    throw new Error('VISITORS is signed, but there are no SITE_ID and SITE_SECRET_ID: nobody could chat');
  const frontDoor = ORIGIN_SECRET_ID ? createFrontDoor(createSecretVersions(client, ORIGIN_SECRET_ID)) : null;
  return {
    tokens,
    admission: createAdmission({ tokens, visitors, revokedUntil: id => revocations.revokedUntil(id) }),
    siteProofs,
    socketUrl: SOCKET_URL,
    bots: readBots(BOTS),
    modes: modes(environment.MODES),
    offered: readModels(environment),
    uploadTypes: readUploadTypes(environment),
    receipts: createUploadReceipts(sessionKey),
    allowedOrigins: list(ALLOWED_ORIGINS),
    rates: createRates(ledger, readLimits(environment)),
    frontDoor: frontDoor ?? NO_FRONT_DOOR,
    addressOf: createAddressNames(sessionKey, frontDoor),
    now: Date.now,
  };
}

function createSite({ SITE_ID, SITE_SECRET_ID }: Environment, client: SecretsManagerClient): SiteProofs | null {
  if (!SITE_ID && !SITE_SECRET_ID) return null;
  if (!SITE_ID || !SITE_SECRET_ID)
    throw new Error('SITE_ID and SITE_SECRET_ID are good for nothing without each other');
  return createSiteProofs(SITE_ID, createSecretVersions(client, SITE_SECRET_ID));
}

function modes(variable: string | undefined): readonly ModeName[] {
  const names = variable === undefined ? Object.keys(MODES) : list(variable);
  const unknown = names.find(name => !isModeName(name));
  if (unknown !== undefined) throw new Error(`MODES names ${unknown}: there are ${Object.keys(MODES).join(', ')}`);
  return names.filter(isModeName).filter(name => name !== 'chat');
}

function visitorPolicy(value = 'guests'): VisitorPolicy {
  if (value === 'guests' || value === 'signed') return value;
  throw new Error(`VISITORS is ${value}: it should be guests or signed`);
}
