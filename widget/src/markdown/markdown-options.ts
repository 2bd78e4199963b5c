/** What blocks are shown with. */
export interface MarkdownOptions {
  /** From where images are shown: hosts, with their port if it is not the usual one. */
  readonly imageHosts: readonly string[];
  readonly strings: MarkdownStrings;
  /** Puts a text where it can be pasted from; whether that worked. */
  readonly copy: (text: string) => Promise<boolean>;
}

export interface MarkdownStrings {
  /** What a block of code is called that does not say its language. */
  readonly code: string;
  readonly copy: string;
  readonly copied: string;
  readonly table: string;
  readonly done: string;
  readonly notDone: string;
}
