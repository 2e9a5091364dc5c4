/** What a receiver reads. Names and keys of records, never their values: a message leaves the house. */
import { type DeliveryBody, type Happening, mostNamed, type WebhookEvent } from '@kobling/store';

export type Subject = 'records' | 'connection';
export interface Happenings extends Happening {
  readonly subject: Subject;
  readonly connectionId: number;
  readonly connection: string;
  /** Why, of a connection as a whole. */
  readonly message?: string | null;
}

const pageOf: Readonly<Record<WebhookEvent, string>> = {
  failure: '/sync/failures',
  conflict: '/sync/conflicts',
  held: '/sync/held',
  resolved: '/sync/log',
  recovery: '/sync/log',
};

export function messageOf(
  event: WebhookEvent,
  { subject, connectionId, connection, count, first, message = null }: Happenings,
  now: Date,
  pages: string | undefined,
): DeliveryBody {
  return {
    type: `sync.${event}`,
    timestamp: now.toISOString(),
    data: {
      subject,
      connection: { id: connectionId, name: connection },
      count,
      message,
      records: first,
      page:
        pages === undefined
          ? null
          : `${pages}${subject === 'connection' ? '/sync' : pageOf[event]}?connection=${connectionId}`,
    },
  };
}

/** One message for both: the counts are added, and records named up to the usual number. */
export function withMore(waiting: DeliveryBody, more: DeliveryBody): DeliveryBody {
  const records = [...listOf(waiting.data['records']), ...listOf(more.data['records'])].slice(0, mostNamed);
  const count = Number(waiting.data['count']) + Number(more.data['count']);
  const isWhole = more.data['subject'] === 'connection';
  return { ...more, data: { ...more.data, records, count: isWhole ? 1 : count } };
}
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
