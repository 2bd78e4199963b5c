/** Handlers of a text field in which Enter sends and Shift+Enter begins a new line. */
export interface EnterSends {
  readonly keydown: (event: KeyboardEvent) => void;
  readonly beforeinput: (event: InputEvent) => void;
}

/** The key code of a key that went to an input method. */
const TAKEN_BY_INPUT_METHOD = 229;

/**
 * Tells an Enter that sends from one that only ends a composition.
 *
 * Composing Korean, Japanese or Chinese takes an Enter of its own. Chrome and Firefox mark it `isComposing`; Safari
 * ends the composition first and then sends an Enter that is marked by nothing but the key code 229. Where a method
 * lets that Enter through, as Korean ones do, the field is about to break the line, and that is the Enter to send by.
 */
export function createEnterSends(send: () => void): EnterSends {
  let shift = false;
  return {
    keydown(event) {
      shift = event.shiftKey;
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- Safari tells it by nothing else (WebKit bug 165004).
      if (event.key !== 'Enter' || shift || event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD) return;
      event.preventDefault();
      send();
    },
    beforeinput(event) {
      const breaksLine = event.inputType === 'insertLineBreak' || event.inputType === 'insertParagraph';
      if (!breaksLine || shift || event.isComposing) return;
      event.preventDefault();
      send();
    },
  };
}
