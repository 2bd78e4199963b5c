import { npm } from '../install.js';

/** Builds the functions and the widget before the tests that run them. */
export default function setup() {
  if (npm(['run', '--silent', 'build']).status !== 0) throw new Error('the build failed; its words are above');
}
