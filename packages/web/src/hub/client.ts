/** The typed way to the hub: `hub.call('POST /api/login', { body })`. Addresses and types come from the contract's keys. */
import { createOnceKeys, type Sent } from './once.ts';
import { upload } from './upload.ts';
import type {
  ApiError,
  csrfHeader,
  HubFile,
  onceHeader,
  KnownRoute,
  RequestOf,
  ResponseOf,
  Session,
} from '@kobling/contract';

// Written out and held to the contract by its type: importing the value would bring the schema library into the page.
const csrfHeaderName: typeof csrfHeader = 'x-kobling-csrf';
const onceHeaderName: typeof onceHeader = 'x-kobling-once';

/** The hub said no, or could not be reached (`code` "network", status 0). */
export class HubError extends Error {
  readonly code: string;
  readonly status: number;
  readonly remedy: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Of `made`: the answer that was lost. */
  readonly made: unknown;
  constructor(status: number, error: ApiError, options?: ErrorOptions) {
    super(error.message, options);
    this.name = 'HubError';
    this.code = error.code;
    this.status = status;
    this.remedy = error.remedy;
    this.fields = error.fields ?? {};
    this.made = error.made;
  }
}

interface Parts {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
}
export interface CallOptions<K extends KnownRoute = KnownRoute> {
  readonly signal?: AbortSignal;
  /** What the fields that are sent stood at when they were typed over: if they do not any more, nothing is saved (`form.changed`). */
  readonly over?: object;
  /** `Draft.name` of what makes something new: until its outcome is known, whatever that dialog sends makes it once. */
  readonly draft?: string;
  /**
   * It was made before, its answer was lost, and something else is wanted of it now: changes it, and answers as if it were new.
   * Left out: the person is told (`made`), and what they save after that makes another one.
   */
  readonly made?: (earlier: ResponseOf<K>) => Promise<ResponseOf<K>>;
  /** Lets the request outlive the page. */
  readonly keepalive?: boolean;
}

export interface Hub {
  call<K extends KnownRoute>(route: K, request: RequestOf<K>, options?: CallOptions<K>): Promise<ResponseOf<K>>;
  /** Sends a workbook; `told` hears the share that is sent, 0 to 1. The same one sent again is kept once. */
  upload(file: File, told: (share: number) => void): Promise<HubFile>;
  /** What was typed for something new is given up, or saved: what is typed next is something else. */
  giveUp(draft: string): void;
  /** The value every change must carry; from the session. */
  useCsrf(session: Session): void;
}

interface Change extends Sent {
  readonly made?: (earlier: unknown) => Promise<unknown>;
}

/**
 * A change that is under way is not sent a second time: who asks for the same gets the same answer.
 * @param sessionEnded told when the hub no longer knows who is asking.
 */
export function createHub(sessionEnded: () => void, storage?: Pick<Storage, 'getItem' | 'setItem'>): Hub {
  let csrf: string | null = null;
  const keys = createOnceKeys(storage);
  const underWay = new Map<string, Promise<unknown>>();
  const ask = async (url: string, init: RequestInit): Promise<unknown> => {
    const response = await send(url, init);
    if (response.ok) return await readAnswer(response, init);
    const error = await readError(response);
    if (error.code === 'notLoggedIn') sessionEnded();
    throw new HubError(response.status, error);
  };
  const change = async (url: string, init: RequestInit, { made, ...request }: Change): Promise<unknown> => {
    try {
      const answer = await ask(url, init);
      keys.forget(request);
      return answer;
    } catch (error) {
      if (made !== undefined && error instanceof HubError && error.code === 'made') {
        // Its key is kept until the change of it is saved: refused or lost, the next one is still a change of it.
        const answer = await made(error.made);
        keys.forget(request);
        return answer;
      }
      if (isOutcomeKnown(error)) keys.forget(request);
      throw error;
    }
  };
  return {
    useCsrf: (session) => {
      csrf = session.csrf;
    },
    giveUp: (draft) => keys.giveUp(draft),
    upload: (file, told) => upload(file, csrf === null ? {} : { [csrfHeaderName]: csrf }, told),
    call: async <K extends KnownRoute>(route: K, request: RequestOf<K>, options: CallOptions<K> = {}) => {
      const parts = request as Parts;
      const [method = 'GET', path = ''] = route.split(' ');
      const url = address(path, parts);
      const headers: Record<string, string> = { accept: 'application/json' };
      const { over, draft, made, ...how } = options;
      const init: RequestInit = { method, headers, credentials: 'same-origin', ...how };
      if (method === 'GET') return (await ask(url, init)) as ResponseOf<K>;
      const body = JSON.stringify({ ...asObject(parts.body), ...(over !== undefined && { over }) });
      const name = `${url} ${body}`;
      const same = options.signal === undefined ? underWay.get(name) : undefined;
      if (same !== undefined) return (await same) as ResponseOf<K>;
      headers['content-type'] = 'application/json';
      const sent = { url, body, draft };
      headers[onceHeaderName] = keys.keyOf(sent);
      if (csrf !== null) headers[csrfHeaderName] = csrf;
      const changing = made === undefined ? sent : { ...sent, made: (lost: unknown) => made(lost as ResponseOf<K>) };
      const answer = change(url, { ...init, body }, changing).finally(() => underWay.delete(name));
      underWay.set(name, answer);
      return (await answer) as ResponseOf<K>;
    },
  };
}

const asObject = (body: unknown): object => (typeof body === 'object' && body !== null ? body : {});

/** Not so after a line that broke, or an answer that is not the hub's own: then the change may have been made. */
const isOutcomeKnown = (error: unknown): boolean =>
  error instanceof HubError && error.status !== 0 && !(error.status >= 502 && error.status <= 504);

export function address(path: string, { params = {}, query = {} }: Parts): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  return search.size === 0 ? filled : `${filled}?${search}`;
}

const networkError = (cause: unknown): HubError =>
  new HubError(
    0,
    { code: 'network', message: 'The hub cannot be reached.', remedy: 'Check that it is running.' },
    { cause },
  );

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw networkError(cause);
  }
}

/** The line may break in the middle of an answer too. */
async function readAnswer(response: Response, init: RequestInit): Promise<unknown> {
  const text = await response.text().catch((cause: unknown) => {
    throw init.signal?.aborted === true ? cause : networkError(cause);
  });
  return JSON.parse(text);
}

/** A proxy between may answer with a page of its own: that is no sentence for a person. */
async function readError(response: Response): Promise<ApiError> {
  const fallback: ApiError =
    response.status >= 502 && response.status <= 504
      ? { code: 'notReady', message: 'The hub does not answer.', remedy: 'Wait a moment, then try again.' }
      : { code: 'internal', message: `The hub answered ${response.status}.`, remedy: 'Try again.' };
  try {
    const body: unknown = await response.json();
    return isApiError(body) ? body : fallback;
  } catch {
    return fallback;
  }
}
function isApiError(body: unknown): body is ApiError {
  return (
    typeof body === 'object' && body !== null && 'code' in body && 'message' in body && typeof body.code === 'string'
  );
}
