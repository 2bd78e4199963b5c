import { composerStyles } from './composer-styles.ts';
import { frameStyles } from './frame-styles.ts';
import { messageStyles } from './message-styles.ts';
import { stageStyles } from './stage-styles.ts';

/** The open chat. Adopted together with its code, so that a page with a closed widget does not carry it. */
export const panelStyles = frameStyles + stageStyles + messageStyles + composerStyles;
