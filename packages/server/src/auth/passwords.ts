/** Passwords as scrypt hashes: `scrypt$N=…,r=8,p=…$salt$hash`, so that the cost can rise without losing old ones. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}
/** OWASP's recommendation at 32 MB a hash. */
export const defaultCost: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };
const hashBytes = 32;
/** Two at a time: a flood of log-ins must not take the machine's memory. */
const mostAtOnce = 2;

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for a name that does not exist (`stored` null) as for one that does. */
  verify(password: string, stored: string | null): Promise<boolean>;
  /** Was it made at less cost than today's? */
  isOutdated(stored: string): boolean;
}

export function createPasswords(cost: ScryptCost = defaultCost): Passwords {
  const limited = limit(mostAtOnce);
  const derive = (password: string, salt: Buffer, by: ScryptCost): Promise<Buffer> =>
    limited(
      () =>
        new Promise((resolve, reject) => {
          const options = { ...by, maxmem: 256 * by.N * by.r };
          scrypt(password.normalize('NFKC'), salt, hashBytes, options, (error, key) =>
            error === null ? resolve(key) : reject(error),
          );
        }),
    );
  return {
    async hash(password) {
      const salt = randomBytes(16);
      const key = await derive(password, salt, cost);
      return `scrypt$N=${cost.N},r=${cost.r},p=${cost.p}$${salt.toString('base64')}$${key.toString('base64')}`;
    },
    async verify(password, stored) {
      const parsed = stored === null ? undefined : parse(stored);
      const key = await derive(password, parsed?.salt ?? Buffer.alloc(16), parsed?.cost ?? cost);
      return parsed !== undefined && key.length === parsed.key.length && timingSafeEqual(key, parsed.key);
    },
    isOutdated(stored) {
      const found = parse(stored)?.cost;
      return found === undefined || found.N * found.r * found.p < cost.N * cost.r * cost.p;
    },
  };
}

function parse(stored: string): { cost: ScryptCost; salt: Buffer; key: Buffer } | undefined {
  const match = /^scrypt\$N=(\d+),r=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(stored);
  if (match === null) return undefined;
  const [, N, r, p, salt, key] = match;
  return {
    cost: { N: Number(N), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt ?? '', 'base64'),
    key: Buffer.from(key ?? '', 'base64'),
  };
}

/** The ones people choose first that are long enough to pass; compared without case, digits at the end and signs. */
const common = new Set([
  'password',
  'passwordpassword',
  'administrator',
  'letmein',
  'letmeinletmein',
  'welcome',
  'welcomewelcome',
  'qwertyuiop',
  'qwertyuiopasdf',
  'changeme',
  'changemechangeme',
  'iloveyou',
  'iloveyouiloveyou',
  'adminadmin',
  'adminadminadmin',
  'kobling',
  'koblingkobling',
  'qwertyqwerty',
  'abcdefghijkl',
  'abcdefghijklm',
  'asdfghjkl',
  'asdfghjklasdf',
  'zxcvbnm',
  'zxcvbnmzxcvbnm',
  'superoffice',
  'supersecret',
  'secretsecret',
  'passord',
  'wachtwoord',
  'passwort',
  'kennwort',
  'trustno',
  'monkeymonkey',
  'dragondragon',
  'footballfootball',
  'correcthorsebatterystaple',
]);

/** Too easy to guess: among the common ones, one sign repeated, a plain run of digits, or the user's own name. */
export function isWeak(password: string, name: string): boolean {
  const plain = password
    .toLowerCase()
    .replace(/[\d\W]+$/, '')
    .replaceAll('0', 'o')
    .replace(/[^\p{Letter}]/gu, '');
  if (common.has(plain) || new Set(password).size <= 3 || /^\d*$/.test(password)) return true;
  const own = name.toLowerCase();
  return own.length >= 3 && password.toLowerCase().replaceAll(own, '').length < 4;
}

function limit(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
