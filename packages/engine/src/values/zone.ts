/**
 * Local date-times of an ERP to UTC and back. An ambiguous local time takes the earlier offset, one that does not exist
 * fails (H20). Fractions of a second are carried as text, so that nothing is rounded.
 */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone);
  if (found === undefined) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      era: 'short',
    });
    formatters.set(zone, found);
  }
  return found;
}

/** Minutes may be fractional for historic zones; in ms, local minus UTC. */
function offsetMs(utcMs: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const parts: Record<string, string> = {};
  for (const { type, value } of formatter(zone).formatToParts(utcMs)) parts[type] = value;
  const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year']);
  const local = new Date(0);
  local.setUTCFullYear(year, Number(parts['month']) - 1, Number(parts['day']));
  local.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']), 0);
  return local.getTime() - Math.floor(utcMs / 1000) * 1000;
}

const localPattern = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(\.\d+)?$/;
const dayMs = 86_400_000;

/** `2024-10-27T02:30:00.5` in `Europe/Oslo` to `2024-10-27T00:30:00.5Z`; undefined when there was no such time. */
export function localToUtc(local: string, zone: string): string | undefined {
  const match = localPattern.exec(local);
  if (match === null) return undefined;
  const asIfUtc = Date.parse(`${match[1]}T${match[2]}Z`);
  if (Number.isNaN(asIfUtc)) return undefined;
  const instants = [offsetMs(asIfUtc - dayMs, zone), offsetMs(asIfUtc + dayMs, zone)]
    .map((offset) => ({ offset, utc: asIfUtc - offset }))
    .filter(({ offset, utc }) => offsetMs(utc, zone) === offset)
    .map(({ utc }) => utc);
  if (instants.length === 0) return undefined;
  return `${new Date(Math.min(...instants)).toISOString().slice(0, 19)}${match[3] ?? ''}Z`;
}

/** `2024-10-27T00:30:00.5Z` to `2024-10-27T02:30:00.5` in `Europe/Oslo`; undefined when it is no UTC date-time. */
export function utcToLocal(utc: string, zone: string): string | undefined {
  if (!utc.endsWith('Z')) return undefined;
  const match = localPattern.exec(utc.slice(0, -1));
  if (match === null) return undefined;
  const utcMs = Date.parse(`${match[1]}T${match[2]}Z`);
  if (Number.isNaN(utcMs)) return undefined;
  return `${new Date(utcMs + offsetMs(utcMs, zone)).toISOString().slice(0, 19)}${match[3] ?? ''}`;
}
