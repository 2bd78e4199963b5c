import { BUSIEST_HOUR, SURGE } from './peak.ts';
import { scaleTable, settingsTable } from './table.ts';

/** `npm run scale`: the tables of docs/scale.md. */
process.stdout.write(
  `The busiest hour:\n\n${scaleTable(BUSIEST_HOUR)}\n\nA surge:\n\n${scaleTable(SURGE)}\n\nSettings:\n\n${settingsTable()}\n`,
);
