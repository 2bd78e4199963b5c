import { stroke } from '../view/stroke.ts';

export const copyIcon = stroke('M9 9h10v11H9zM5 15V4h10');
export const doneIcon = stroke('m5 12.5 4.5 4.5L19 7.5');
export const upVoteIcon = stroke(
  'M7 20V10.5L11.5 3c1.4 0 2.3 1.2 2 2.6L13 9h5.2c1.2 0 2.1 1.1 1.8 2.3l-1.6 7c-.2 1-1 1.7-2 1.7H7m0-9.5H4V20h3',
);
export const downVoteIcon = stroke(
  'M7 4v9.5L11.5 21c1.4 0 2.3-1.2 2-2.6L13 15h5.2c1.2 0 2.1-1.1 1.8-2.3l-1.600-7c-.2-1-1-1.7-2-1.7H7m0 9.5H4V4h3',
);
