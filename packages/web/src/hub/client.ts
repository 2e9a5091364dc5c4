/** The typed way to the hub: `hub.call('POST /api/login', { body })`. Addresses and types come from the contract's keys. */
import type { ApiError, csrfHeader, KnownRoute, RequestOf, ResponseOf, Session } from '@kobling/contract';

// Written out and held to the contract by its type: importing the value would bring the schema library into the page.
const csrfHeaderName: typeof csrfHeader = 'x-kobling-csrf';

/** The hub said no, or could not be reached (`code` "network", status 0). */
export class HubError extends Error {
  readonly code: string;
  readonly status: number;
  readonly remedy: string;
  readonly fields: Readonly<Record<string, string>>;
  constructor(status: number, error: ApiError, options?: ErrorOptions) {
    super(error.message, options);
    this.name = 'HubError';
    this.code = error.code;
    this.status = status;
    this.remedy = error.remedy;
    this.fields = error.fields ?? {};
  }
}

interface Parts {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
}
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Lets the request outlive the page. */
  readonly keepalive?: boolean;
}

export interface Hub {
  call<K extends KnownRoute>(route: K, request: RequestOf<K>, options?: CallOptions): Promise<ResponseOf<K>>;
  /** The value every change must carry; from the session. */
  useCsrf(session: Session): void;
}

/** @param sessionEnded told when the hub no longer knows who is asking. */
export function createHub(sessionEnded: () => void): Hub {
  let csrf: string | null = null;
  return {
    useCsrf: (session) => {
      csrf = session.csrf;
    },
    call: async <K extends KnownRoute>(route: K, request: RequestOf<K>, options: CallOptions = {}) => {
      const parts = request as Parts;
      const [method = 'GET', path = ''] = route.split(' ');
      const headers: Record<string, string> = { accept: 'application/json' };
      if (method !== 'GET') headers['content-type'] = 'application/json';
      if (method !== 'GET' && csrf !== null) headers[csrfHeaderName] = csrf;
      const init: RequestInit = { method, headers, credentials: 'same-origin', ...options };
      if (method !== 'GET') init.body = JSON.stringify(parts.body ?? {});
      const response = await send(address(path, parts), init);
      if (response.ok) return (await response.json()) as ResponseOf<K>;
      const error = await readError(response);
      if (error.code === 'notLoggedIn') sessionEnded();
      throw new HubError(response.status, error);
    },
  };
}

export function address(path: string, { params = {}, query = {} }: Parts): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  return search.size === 0 ? filled : `${filled}?${search}`;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw new HubError(
      0,
      { code: 'network', message: 'The hub cannot be reached.', remedy: 'Check that it is running.' },
      { cause },
    );
  }
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
