/** What bulk linking came to: how many, and what is ambiguous, listed and never guessed. */
import { count, table } from '../print.ts';
import { listIn, numberIn, partOf, type RequestState } from '../wait.ts';

const text = (value: unknown, name: string): string => {
  const found = partOf(value, name);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
};

export function matchLines(what: string, state: RequestState): string[] {
  if (state.status !== 'done') return [`${what}: bulk linking ${state.status}. ${state.message ?? ''}`.trim()];
  return listIn(state.result, 'byField').flatMap((report) => {
    const ambiguous = listIn(report, 'ambiguous');
    const all = numberIn(report, 'ambiguousCount');
    const pairs = listIn(report, 'pairs');
    return [
      `${what} by ${text(report, 'field')}: ${count(numberIn(report, 'linked'), 'link')}, ${all} ambiguous, ${numberIn(report, 'withoutCounterpart')} in the ERP without counterpart.`,
      ...(pairs.length === 0
        ? []
        : [
            table(
              ['ERP key', 'CRM id', 'Value'],
              pairs.map((pair) => [text(pair, 'erpKey'), text(pair, 'entityId'), text(pair, 'value')]),
            ),
          ]),
      ...(ambiguous.length === 0
        ? []
        : [
            'Not linked, because the value is not unique:',
            table(
              ['Value', 'In ERP', 'In CRM'],
              ambiguous.map((item) => [text(item, 'value'), text(item, 'inErp'), text(item, 'inCrm')]),
            ),
          ]),
      ...(all > ambiguous.length ? [`… and ${all - ambiguous.length} more.`] : []),
    ];
  });
}
