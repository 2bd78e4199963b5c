import { describe, expect, it } from 'vitest';
import { createEnterSends } from './enter-sends.ts';

type Step =
  | { readonly keydown: Readonly<Record<string, unknown>> }
  | { readonly beforeinput: string; readonly isComposing?: boolean };

/** How often a text is sent by a series of events, and how many lines are broken. */
function play(steps: readonly Step[]) {
  const counts = { sent: 0, brokenLines: 0 };
  const enter = createEnterSends(() => counts.sent++);
  for (const step of steps) {
    if ('keydown' in step) {
      enter.keydown(eventOf({ key: 'Enter', keyCode: 13, shiftKey: false, isComposing: false, ...step.keydown }));
    } else {
      const event: InputEvent = eventOf({ inputType: step.beforeinput, isComposing: step.isComposing ?? false });
      enter.beforeinput(event);
      if (!event.defaultPrevented && event.inputType === 'insertLineBreak') counts.brokenLines++;
    }
  }
  return counts;
}

/** An event with fields that Node's own lacks, to be read as whatever has them. */
function eventOf(fields: object): never {
  return Object.assign(new Event('key', { cancelable: true }), fields) as never;
}

it('sends by Enter and breaks the line by Shift+Enter', () => {
  expect(play([{ keydown: {} }])).toEqual({ sent: 1, brokenLines: 0 });
  expect(play([{ keydown: { shiftKey: true } }, { beforeinput: 'insertLineBreak' }])).toEqual({
    sent: 0,
    brokenLines: 1,
  });
});

describe('the Enter of an input method', () => {
  it('does not send while a word is composed (Chrome and Firefox, Japanese)', () => {
    expect(play([{ keydown: { isComposing: true, keyCode: 229 } }]).sent).toBe(0);
  });

  it('sends once when it ends a syllable and goes through (Chrome, Korean)', () => {
    expect(play([{ keydown: { isComposing: true, keyCode: 229 } }, { keydown: {} }]).sent).toBe(1);
  });

  it('does not send when it only ended the composition (Safari, Japanese)', () => {
    expect(play([{ keydown: { isComposing: false, keyCode: 229 } }]).sent).toBe(0);
  });

  it('sends once when it ended the composition and would break the line (Safari, Korean)', () => {
    expect(play([{ keydown: { isComposing: false, keyCode: 229 } }, { beforeinput: 'insertLineBreak' }])).toEqual({
      sent: 1,
      brokenLines: 0,
    });
  });

  it('does not send what is typed (Android)', () => {
    expect(
      play([
        { keydown: { key: 'Unidentified', keyCode: 229, isComposing: true } },
        { beforeinput: 'insertCompositionText', isComposing: true },
      ]).sent,
    ).toBe(0);
  });
});
