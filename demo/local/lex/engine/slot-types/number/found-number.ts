/** A number and where it stands in a text. */
export interface FoundNumber {
  readonly text: string;
  readonly start: number;
  readonly value: number;
  /** Whether it counts days, hours and the like, which are rarely what a number is asked for. */
  readonly isDate: boolean;
}
