/**
 * Keys under which changes are sent, so that none is made twice. Whoever presses again after a lost line, or after a reload in the
 * middle, sends the same request under the same key, and the hub answers what it answered before. What a dialog makes keeps its key
 * though more was typed: the hub then says what it made (`made`), and that is changed.
 */
const storageName = 'kobling.once';
/** More than a person can leave open; the oldest go. */
const most = 50;

type Keys = Readonly<Record<string, string>>;

export interface Sent {
  readonly url: string;
  readonly body: string;
  /** `Draft.name` of what makes something new: it names the request in the body's place, whatever is typed. */
  readonly draft?: string | undefined;
}
export interface OnceKeys {
  /** The key of this request: a new one, unless one like it was sent and its outcome is not known. */
  keyOf(request: Sent): string;
  /** Its outcome is known: the same request is another change from now on. */
  forget(request: Sent): void;
  /** What was typed is given up: what is typed from now on makes something else. */
  giveUp(draft: string): void;
}

/** @param storage of the tab; undefined: it is blocked, and keys last as long as the page. */
export function createOnceKeys(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined): OnceKeys {
  let keys = read(storage);
  const put = (next: Keys): void => {
    keys = Object.fromEntries(Object.entries(next).slice(-most));
    const kept = Object.entries(keys).filter(([name]) => !name.startsWith(secretMark));
    try {
      storage?.setItem(storageName, JSON.stringify(Object.fromEntries(kept)));
    } catch {
      // Storage is full: keys last as long as the page.
    }
  };
  return {
    keyOf(request) {
      const name = nameOf(request);
      const known = keys[name];
      if (known !== undefined) return known;
      const key = newKey();
      put({ ...keys, [name]: key });
      return key;
    },
    forget(request) {
      const { [nameOf(request)]: _known, ...rest } = keys;
      put(rest);
    },
    giveUp(draft) {
      put(Object.fromEntries(Object.entries(keys).filter(([name]) => !name.startsWith(`${hash(draft)} `))));
    },
  };
}

const secretMark = 'page ';
/** No storage may tell anything of a password, not even its hash; what a connector asks for may be one. */
function nameOf({ url, body, draft }: Sent): string {
  if (draft !== undefined) return `${hash(draft)} ${hash(url)}`;
  const request = `${url} ${body}`;
  return /password|secret|token|config/i.test(request) ? `${secretMark}${request}` : hash(request);
}

/** FNV-1a. Two requests of one hash harm nothing: the hub tells them apart by what they hold. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return `${text.length} ${(value >>> 0).toString(16)}`;
}

/** A uuid. `crypto.randomUUID` is there on secure pages only, and a hub in a house network may have none. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function read(storage: Pick<Storage, 'getItem'> | undefined): Keys {
  try {
    return JSON.parse(storage?.getItem(storageName) ?? '{}') as Keys;
  } catch {
    return {};
  }
}
