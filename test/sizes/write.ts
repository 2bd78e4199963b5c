import { writeTable } from './document.ts';
import { measureSizes } from './measure-sizes.ts';
import { sizeTable } from './size-table.ts';

const isNew = writeTable(sizeTable(measureSizes()));
process.stdout.write(
  isNew ? 'The table in widget/README.md is written anew.\n' : 'widget/README.md says so already.\n',
);
