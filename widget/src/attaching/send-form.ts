import type { SendForm } from './uploads.ts';

/** By XMLHttpRequest: `fetch` does not tell how much of a body has been sent. */
export const sendForm: SendForm = ({ url, fields }, file, told, signal) =>
  new Promise((resolve, reject) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    // Last: S3 looks at nothing behind it.
    body.append('file', file);
    const request = new XMLHttpRequest();
    const fail = () => reject(new Error('the file was not brought'));
    request.upload.onprogress = ({ loaded, total }) => told(loaded / total);
    request.onload = () => (request.status < 300 ? resolve() : fail());
    request.onerror = request.onabort = fail;
    signal.addEventListener('abort', () => request.abort());
    request.open('POST', url);
    request.send(body);
  });
