/** What has to do with files: apart, so that a widget loads it with the part that takes them. */
export * from './file-types.ts';
export * from './parse-upload.ts';
