/** Where browsers put files, in keys that begin so: the only ones that a form is signed for. */
export const BROUGHT_PREFIX = 'brought/';

/** Where files are kept that were looked into. */
export const KEPT_PREFIX = 'kept/';
