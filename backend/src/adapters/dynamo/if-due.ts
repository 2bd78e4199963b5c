import { spacingOf, type Rate } from '../../conversation/limits/rate.ts';

/** What a write that counts against a rate adds to its update. */
export interface Due {
  readonly set: string;
  readonly condition: string;
  readonly values: Readonly<Record<`:${string}`, number>>;
}

/**
 * Makes a write that a rate allows; undefined where it does not. A rate is one number of the item, `due`, the time at which
 * the next one would come if they came evenly (see `dueAfter`). An update has no maximum of two numbers, so it is tried as
 * somebody who has rested, then as somebody in a burst: one write as a rule, two in a burst.
 */
export async function ifDue<T>(
  rate: Rate,
  now: number,
  write: (due: Due) => Promise<T | undefined>,
): Promise<T | undefined> {
  const spacing = spacingOf(rate);
  const rested: Due = {
    set: 'due = :due',
    condition: '(attribute_not_exists(due) OR due <= :now)',
    values: { ':due': now + spacing, ':now': now },
  };
  const inBurst: Due = {
    set: 'due = due + :spacing',
    condition: 'due <= :ahead',
    values: { ':spacing': spacing, ':ahead': now + spacing * (rate.burst - 1) },
  };
  return (await write(rested)) ?? (await write(inBurst));
}
