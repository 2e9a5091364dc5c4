/** A file on its way to the hub, as it is; unlike `fetch`, this way tells how far it is. */
import type { HubFile, mostUploaded, uploadPath } from '@kobling/contract';
import { HubError } from './client.ts';

const path: typeof uploadPath = '/api/files/';
const most: typeof mostUploaded = 268_435_456;

/** @param told the share that is sent, 0 to 1. Rejects with a HubError. */
export function upload(
  file: File,
  csrf: Readonly<Record<string, string>>,
  told: (share: number) => void,
): Promise<HubFile> {
  // Minutes of sending would come to the same, and a line that the hub closes meanwhile looks like one that broke.
  if (file.size > most) return Promise.reject(new HubError(413, tooLarge(file.name)));
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', path + encodeURIComponent(file.name));
    request.setRequestHeader('content-type', 'application/octet-stream');
    for (const [name, value] of Object.entries(csrf)) request.setRequestHeader(name, value);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => told(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const answer: unknown = request.response;
      if (request.status === 200 && isFile(answer)) resolve(answer);
      else reject(new HubError(request.status, isError(answer) ? answer : noAnswer(request.status)));
    };
    request.onerror = () =>
      reject(
        new HubError(0, {
          code: 'network',
          message: 'The hub cannot be reached.',
          remedy: 'Check that it is running.',
        }),
      );
    request.send(file);
  });
}

/** As the hub says it. */
const tooLarge = (name: string) => ({
  code: 'file.tooLarge',
  message: `${name} is larger than ${most / 1_048_576} MB. Put it into the hub's files folder by hand.`,
  remedy: '',
});
const noAnswer = (status: number) => ({
  code: 'internal',
  message: `The hub answered ${status}.`,
  remedy: 'Try again.',
});
const has = <Name extends string>(value: unknown, name: Name): value is Record<Name, string> =>
  typeof value === 'object' && value !== null && name in value;
const isFile = (value: unknown): value is HubFile => has(value, 'name') && has(value, 'changedAt');
const isError = (value: unknown): value is { code: string; message: string; remedy: string } =>
  has(value, 'code') && has(value, 'message') && has(value, 'remedy');
