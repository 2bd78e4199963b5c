/** Long enough for few nodes, short enough for one of them to be copied at every frame; in UTF-16 code units. */
const SLICE_LENGTH = 2_000;

/** A pair of surrogates stays whole, so that the text of a slice is text. */
const FULL = new RegExp(`^[^]{${SLICE_LENGTH - 1}}(?:[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]|[^])`);

/**
 * `text` behind `slices`, cut into slices of one length. All but the last stay as they are, whatever follows, and where
 * the cuts lie does not depend on the portions that a text came in.
 */
export function appended(slices: readonly string[], text: string): readonly string[] {
  const cut = slices.slice(0, -1);
  let rest = (slices.at(-1) ?? '') + text;
  for (let full = FULL.exec(rest); full && rest.length > full[0].length; full = FULL.exec(rest)) {
    cut.push(full[0]);
    rest = rest.slice(full[0].length);
  }
  return rest ? [...cut, rest] : cut;
}
