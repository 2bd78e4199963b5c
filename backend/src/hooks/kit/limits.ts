/** What Lex V2 takes from a code hook. Over any of these the whole answer is lost, and the visitor hears nothing. */

/** All session attributes, in bytes of their JSON. */
export const ATTRIBUTES_MAX_BYTES = 12 * 1_024;

/** The whole response, in bytes of its JSON. */
export const RESPONSE_MAX_BYTES = 25 * 1_024;

export const MESSAGES_MAX = 10;

/** In UTF-16 code units. */
export const MESSAGE_MAX_LENGTH = 1_000;
export const CARD_TEXT_MAX_LENGTH = 250;
export const BUTTON_TEXT_MAX_LENGTH = 50;

export const BUTTONS_MAX = 5;
