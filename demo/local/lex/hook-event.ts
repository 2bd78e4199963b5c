import type { LexV2Event } from 'aws-lambda';
import type { Ranked } from './engine/classify.ts';
import type { Dialogue } from './engine/dialogue.ts';
import { interpret } from './engine/interpret.ts';
import type { LocaleModel } from './engine/locale-model.ts';
import type { HookInvocation } from './engine/run.ts';
import type { Interpretation, Slots } from './engine/session-state.ts';
import type { SessionPath } from './route.ts';

/** What a hook is told of the turn besides the dialogue. */
export interface TurnInformation {
  readonly path: SessionPath;
  readonly botName: string;
  readonly model: LocaleModel;
  /** What the visitor said; empty when a client put the session somewhere. */
  readonly text: string;
  readonly ranked: readonly Ranked[];
  readonly before: Dialogue;
  readonly originatingRequestId: string;
}

/** The event that Lex sends to Lambda. A copy: a function may change its event as it likes. */
export function hookEvent(turn: TurnInformation, invocation: HookInvocation): LexV2Event {
  const { path, botName, model, text, ranked, before, originatingRequestId } = turn;
  const { source, label, dialogue, proposed } = invocation;
  const { intent, sessionAttributes, requestAttributes, activeContexts } = dialogue;
  const event = {
    messageVersion: '1.0',
    invocationSource: source,
    ...(label !== undefined && { invocationLabel: label }),
    inputMode: 'Text',
    responseContentType: 'text/plain; charset=utf-8',
    sessionId: path.sessionId,
    inputTranscript: text,
    bot: {
      id: path.botId,
      aliasId: path.botAliasId,
      name: botName,
      localeId: path.localeId,
      ...(path.botAliasId === TEST_ALIAS
        ? { aliasName: 'TestBotAlias', version: 'DRAFT' }
        : { aliasName: 'laptop', version: '1' }),
    },
    interpretations: interpret(model, ranked, intent).map(withPlainConfidence),
    proposedNextState: {
      dialogAction: proposed.dialogAction,
      intent: proposed.intent,
      ...(proposed.attempt !== undefined && { prompt: { attempt: proposed.attempt } }),
    },
    requestAttributes,
    sessionState: {
      activeContexts,
      sessionAttributes,
      intent,
      originatingRequestId,
    },
    transcriptions: [
      {
        transcription: text,
        transcriptionConfidence: 1,
        resolvedContext: { intent: intent.name },
        resolvedSlots: newlyFilled(intent.slots, before.intent?.name === intent.name ? before.intent.slots : {}),
      },
    ],
  };
  return JSON.parse(JSON.stringify(event)) as LexV2Event;
}

/** The alias of the draft, which every bot has. */
const TEST_ALIAS = 'TSTALIASID';

/** To Lambda the confidence is a number, to clients an object. */
function withPlainConfidence({ intent, nluConfidence, interpretationSource }: Interpretation) {
  return { intent, ...(nluConfidence && { nluConfidence: nluConfidence.score }), interpretationSource };
}

function newlyFilled(slots: Slots, before: Slots): Slots {
  return Object.fromEntries(Object.entries(slots).filter(([name, slot]) => slot && slot !== before[name]));
}
