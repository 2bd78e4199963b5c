import { writeTable } from './document.ts';
import { measureSizes } from './measure-sizes.ts';
import { sizeTable } from './size-table.ts';

writeTable(sizeTable(measureSizes()));
