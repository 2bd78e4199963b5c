import type { MoreStrings } from './more-strings.ts';

export const more: MoreStrings = {
  asking: {
    labels: {
      date: 'Date',
      time: 'Time',
      number: 'Number',
      tel: 'Phone number',
      email: 'Email address',
      'given-name': 'First name',
      'family-name': 'Last name',
      'postal-code': 'Postal code',
      text: 'Answer',
      confirmation: 'Yes or no',
    },
    hints: {
      date: '',
      time: '',
      number: 'For example 300',
      tel: 'For example 010-1234-5678',
      email: 'For example name@example.com',
      'given-name': '',
      'family-name': '',
      'postal-code': '',
      text: '',
      confirmation: '',
    },
    hidden: 'What you type is hidden and isn’t kept in the conversation.',
    inWords: 'Answer in words',
    byControl: 'Use the form field',
    invalidMail: 'Please check the email address, for example name@example.com.',
    forgetsSoon: seconds =>
      `If there’s no answer in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}, this will be cancelled.`,
    goOn: 'Keep going',
    forgotten: 'This was cancelled because there was no answer for a while.',
    startOver: 'Start again',
  },
};
