/**
 * The hub's own log: one line an event, on stderr. What is secret is taken out twice: fields by their name, and any
 * value that the hub knows to be secret wherever it stands (S3).
 */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogFields = Readonly<Record<string, unknown>>;

export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** From now on this text is replaced wherever it would be written. Very short ones are not: they would hide words. */
  hide(secret: string): void;
  /** The text as it may be shown. */
  redact(text: string): string;
}

export interface LogOptions {
  readonly write: (line: string) => void;
  readonly level: LogLevel;
  readonly format: 'text' | 'json';
  readonly now: () => Date;
}

const order: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
const secretName =
  /pass(word|phrase|wd)?|secret|token|authorization|cookie|csrf|credential|private|api-?key|^key$|^pem$/i;
const mask = '[redacted]';
const shortest = 4;
/** A configuration has few secrets; the oldest go first if something calls hide() without end. */
const mostHidden = 10_000;

export function createLog(options: LogOptions): Log {
  const hidden = new Set<string>();
  const redact = (text: string): string => {
    let clean = text.replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s@/]+@/gi, `$1${mask}@`);
    for (const secret of hidden) if (clean.includes(secret)) clean = clean.replaceAll(secret, mask);
    return clean;
  };
  const write = (level: LogLevel, message: string, fields: LogFields = {}): void => {
    if (order.indexOf(level) < order.indexOf(options.level)) return;
    const at = options.now().toISOString();
    const safe = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, clean(name, value, 0)]));
    const line =
      options.format === 'json'
        ? JSON.stringify({ at, level, message, ...safe })
        : `${at} ${level.padEnd(5)} ${oneLine(message)}${Object.entries(safe)
            .map(([name, value]) => ` ${name}=${JSON.stringify(value)}`)
            .join('')}`;
    options.write(`${redact(line)}\n`);
  };
  return {
    debug: (message, fields) => write('debug', message, fields),
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => write('warn', message, fields),
    error: (message, fields) => write('error', message, fields),
    hide(secret) {
      if (secret.length < shortest) return;
      // Inside JSON a quote or backslash is written differently: both forms are looked for.
      for (const form of new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]))
        hidden.add(form);
      for (const oldest of hidden) {
        if (hidden.size <= mostHidden) break;
        hidden.delete(oldest);
      }
    },
    redact,
  };
}

const deepest = 5;
function clean(name: string, value: unknown, depth: number): unknown {
  if (secretName.test(name)) return mask;
  if (value instanceof Error)
    return `${value.name}: ${value.message}${value.stack === undefined ? '' : `\n${value.stack}`}`;
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth >= deepest) return '…';
  if (Array.isArray(value)) return value.map((item) => clean('', item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clean(key, item, depth + 1)]));
}

/** A line break in a value must not look like another log line. */
const oneLine = (text: string): string => text.replace(/[\r\n\u2028\u2029]+/g, ' ⏎ ');
