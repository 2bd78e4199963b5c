import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { createBedrockModel } from '@lex-chat/backend/adapters/bedrock';
import { createOpenAiChat } from '@lex-chat/backend/adapters/openai-chat';
import { createOpenAiCompletions } from '@lex-chat/backend/adapters/openai-completions';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { describeLanguageModel } from './language-model.ts';
import { aimock } from './language-model-aimock.ts';
import { startCompletions } from './language-model-completions.ts';

const key = async () => 'a-key';

describeLanguageModel('Bedrock', aimock(2), url =>
  createBedrockModel(
    new BedrockRuntimeClient({
      endpoint: url,
      region: 'local',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
      requestHandler: new NodeHttpHandler(),
    }),
    { modelId: 'anthropic.any-model-v1:0' },
  ),
);
describeLanguageModel('OpenAI chat', aimock(1), url =>
  createOpenAiChat({ url: `${url}/v1`, key, model: 'any', capName: 'max_completion_tokens' }),
);
describeLanguageModel('a model compatible with OpenAI', aimock(1), url =>
  createOpenAiChat({ url: `${url}/v1`, key: null, model: 'any', capName: 'max_tokens' }),
);
describeLanguageModel('OpenAI completions', startCompletions, url =>
  createOpenAiCompletions({ url: `${url}/v1`, key, model: 'any' }),
);
