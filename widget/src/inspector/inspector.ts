import { parseInspection, type Inspection, type LexInspection } from '@lex-chat/protocol';
import { html, nothing, render, type TemplateResult } from 'lit/html.js';
import { adoptStyles } from '../base/css.ts';
import { chooseInspectorStrings, type InspectorStrings } from './strings.ts';
import { inspectorStyles } from './styles.ts';

/** Those that have its style sheet, which outlives the panel. */
const dressed = new WeakSet<ShadowRoot>();

/**
 * Shows in the panel of a chat how the last turn was answered; nothing, where `inspection` is none. The panel's own template knows
 * nothing of it, which is worth its bytes to nobody but developers.
 */
export function inspect(root: ShadowRoot, inspection: unknown): void {
  const stage = root.querySelector('.stage');
  if (!stage) return;
  let place = root.querySelector<HTMLElement>('.inspection');
  if (!place) {
    place = document.createElement('div');
    place.className = 'inspection';
    stage.after(place);
    if (!dressed.has(root)) adoptStyles(root, inspectorStyles);
    dressed.add(root);
  }
  const language = root.querySelector<HTMLElement>('.panel')?.lang ?? '';
  render(inspector(parseInspection(inspection), language), place);
}

function inspector(read: Inspection | undefined, language: string): TemplateResult | typeof nothing {
  if (!read) return nothing;
  const words = chooseInspectorStrings(language);
  return html`<details class="inspector" open>
    <summary>${words.title}</summary>
    <dl>
      ${rows(read, words).map(
        ([name, values]) =>
          html`<dt>${name}</dt>
            ${values.map(value => html`<dd>${value}</dd>`)}`,
      )}
    </dl>
  </details>`;
}

type Row = readonly [name: string, values: readonly string[]];

function rows({ route, lex, reason, usage, ...times }: Inspection, words: InspectorStrings): readonly Row[] {
  return [
    [words.route, [route ? `${words.to[route.to]}: ${words.because[route.because] ?? route.because}` : '–']],
    [words.ended, [reason]],
    ...(lex ? lexRows(lex, words) : [[words.interpretations, [words.notAsked]] as const]),
    [words.times, [timesText(times, words)]],
    [words.tokens, [usage ? words.usage(usage.input, usage.output) : '–']],
  ];
}

function lexRows(
  { interpretations, slots, contexts, action, slot }: LexInspection,
  words: InspectorStrings,
): readonly Row[] {
  const held = Object.entries(slots);
  return [
    [
      words.interpretations,
      interpretations.map(({ intent, confidence, state }) =>
        [intent, confidence?.toFixed(2) ?? '–', state].filter(Boolean).join(' · '),
      ),
    ],
    [words.slots, held.length > 0 ? held.map(([name, value]) => `${name} = ${value ?? '–'}`) : ['–']],
    [words.next, [[action ?? '–', slot].filter(Boolean).join(' · ')]],
    [
      words.contexts,
      contexts.length > 0
        ? contexts.map(({ name, turns, seconds }) => `${name} (${words.turns(turns, seconds)})`)
        : ['–'],
    ],
  ];
}

function timesText(
  { waitedMs, lexMs, firstShownMs, wholeMs }: Pick<Inspection, 'waitedMs' | 'lexMs' | 'firstShownMs' | 'wholeMs'>,
  words: InspectorStrings,
): string {
  const times = [
    [words.waited, waitedMs],
    [words.lex, lexMs],
    [words.firstShown, firstShownMs],
    [words.whole, wholeMs],
  ] as const;
  return times.flatMap(([name, ms]) => (ms === null ? [] : `${name} ${ms} ms`)).join(' · ');
}
