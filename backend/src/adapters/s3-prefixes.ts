import { RETENTION_DAYS } from './dynamo/tables.ts';

/** Where browsers put files, in keys that begin so: the only ones that a form is signed for. */
export const BROUGHT_PREFIX = 'brought/';

/** Where files are kept that were looked into. */
export const KEPT_PREFIX = 'kept/';

/** The tag of a file that was copied there: the days after which it goes, in which what it is a copy of would have gone. */
export const DAYS_LEFT_TAG = 'days-left';

/** How long files are kept, in days: as long as what was said with them, which is kept by the second and not by the day. */
export const FILE_DAYS = RETENTION_DAYS + 1;
