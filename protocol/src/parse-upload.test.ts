import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FILE_NAME_MAX_LENGTH, FILE_TYPES, fileTypeOf, maxFileSize } from './file-types.ts';
import { newMessageId } from './message-id.ts';
import { parseClientMessage } from './parse-client-message.ts';
import { parseEntry } from './parse-entry.ts';
import { parseUploadForm, parseUploadReceipt, parseUploadRequest, refuseFile } from './parse-upload.ts';

const MIB = 1_024 * 1_024;
const asked = (name: unknown, size: unknown) => parseUploadRequest(JSON.stringify({ name, size }));

it('never throws, whatever arrives [P1.4]', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), body => void parseUploadRequest(body)));
  fc.assert(
    fc.property(fc.anything(), body => {
      parseUploadForm(body);
      parseUploadReceipt(body);
    }),
  );
});

describe('what may be attached [P10.1]', () => {
  it('is known by the ending of its name, however that is written', () => {
    const types = ['a.pdf', 'b.TXT', '표.csv', 'README.md', 'x.y.docx', 's.xlsx', 'i.png', 'j.JPG', 'k.jpeg', 'l.webp'];
    expect(types.map(name => fileTypeOf(name))).toEqual([
      'pdf',
      'txt',
      'csv',
      'md',
      'docx',
      'xlsx',
      'png',
      'jpeg',
      'jpeg',
      'webp',
    ]);
    for (const name of ['run.exe', 'pdf', 'a.pdf.exe', 'a.svg', 'a.html', 'a.docm', 'a.constructor', 'a.', 'a.pdf '])
      expect(asked(name, 5), name).toMatchObject({ ok: false, code: 'file-type-refused' });
  });

  it('is as large as Converse takes it, and text larger', () => {
    expect(maxFileSize('pdf')).toBe(4.5 * MIB);
    expect(maxFileSize('png')).toBe(3.75 * MIB);
    for (const type of FILE_TYPES) {
      expect(asked(`a.${type}`, maxFileSize(type)).ok).toBe(true);
      expect(asked(`a.${type}`, maxFileSize(type) + 1)).toMatchObject({ ok: false, code: 'too-large' });
      expect(asked(`a.${type}`, 0)).toMatchObject({ ok: false, code: 'file-empty' });
    }
  });

  it('is what the session takes, where that is known', () => {
    expect(refuseFile({ name: 'a.pdf', size: 5 }, ['upload:csv'])).toMatchObject({ code: 'file-type-refused' });
    expect(refuseFile({ name: 'a.pdf', size: 5 }, ['stop', 'upload:pdf'])).toBeUndefined();
  });

  it('has a name that is one, and a size', () => {
    const names = ['', ' ', '../a.csv', 'a\\b.csv', 'a\n.csv', 'gpj.\u202efdp.csv', 'a\ud800.csv', 7, null, undefined];
    for (const name of [...names, `${'x'.repeat(FILE_NAME_MAX_LENGTH)}.csv`])
      expect(asked(name, 5)).toMatchObject({ ok: false, code: 'invalid-message' });
    for (const size of [-1, 1.5, '5', null, undefined, 1e300])
      expect(asked('a.csv', size)).toMatchObject({ ok: false, code: 'invalid-message' });
  });
});

it('takes up to five receipts with a message, each once [P10.4]', () => {
  const send = (uploads: unknown) =>
    parseClientMessage(JSON.stringify({ type: 'message-send', messageId: newMessageId(), text: 'a', uploads }));
  expect(send(['a', 'b', 'c', 'd', 'e'])).toMatchObject({ ok: true, value: { uploads: ['a', 'b', 'c', 'd', 'e'] } });
  expect(send([])).not.toHaveProperty('value.uploads');
  for (const uploads of ['a', {}, [1], ['a', 'a'], ['a', 'b', 'c', 'd', 'e', 'f'], ['x'.repeat(2_049)], null])
    expect(send(uploads)).toMatchObject({ ok: false, code: 'invalid-message' });
});

it('shows of a file what there is to show, and no more [P10.6]', () => {
  const entry = { role: 'visitor', id: newMessageId(), text: 'a', at: 1, failure: null };
  const file = { id: 'i', name: '매출.csv', type: 'csv', size: 5 };
  const attachments = [{ ...file, url: 'https://bucket' }, { ...file, isExcerpt: true }, { name: 5 }, null];
  expect(parseEntry({ ...entry, attachments })).toEqual({
    ...entry,
    attachments: [file, { ...file, isExcerpt: true }],
  });
  expect(parseEntry(entry)).not.toHaveProperty('attachments');
});

it('reads forms and receipts as they are, and nothing else', () => {
  const form = { uploadId: newMessageId(), url: 'https://b', fields: { key: 'k' }, expiresAt: 5 };
  expect(parseUploadForm({ ...form, fields: { key: 'k', other: 5 } })).toEqual(form);
  expect(parseUploadForm({ ...form, uploadId: '../x' })).toBeUndefined();
  const receipt = { attachment: { id: 'i', name: 'a.csv', type: 'csv', size: 5 }, receipt: 'r' };
  expect(parseUploadReceipt(receipt)).toEqual(receipt);
  expect(parseUploadReceipt({ ...receipt, attachment: {} })).toBeUndefined();
});
