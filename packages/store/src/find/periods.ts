/** Days, weeks, months, quarters and years around today, as the date operators count them. Weeks begin on Monday. */

/** Days as `2026-03-31`; `to` is the first day after it. */
export interface Days {
  readonly from: string;
  readonly to: string;
}
/** As programs of the vendor's API number them. */
export const periodNames = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type PeriodName = (typeof periodNames)[number];

const dayMs = 86_400_000;
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The period with `today` in it, moved by `shift` periods. */
export function periodAt(today: string, period: PeriodName, shift: number): Days {
  const at = new Date(`${today}T00:00:00Z`);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  const monday = day - ((at.getUTCDay() + 6) % 7);
  const begin = (moved: number): number => {
    switch (period) {
      case 'day':
        return Date.UTC(year, month, day + moved);
      case 'week':
        return Date.UTC(year, month, monday + 7 * moved);
      case 'month':
        return Date.UTC(year, month + moved, 1);
      case 'quarter':
        return Date.UTC(year, month - (month % 3) + 3 * moved, 1);
      case 'year':
        return Date.UTC(year + moved, 0, 1);
    }
  };
  return { from: iso(begin(shift)), to: iso(begin(shift + 1)) };
}

/** `month`, or its number as programs send it. */
export function periodNamed(text: string): PeriodName | undefined {
  const name = text.trim().toLowerCase();
  return periodNames.find((period, index) => period === name || String(index + 1) === name);
}

export const nextDay = (day: string): string => iso(Date.parse(`${day}T00:00:00Z`) + dayMs);
