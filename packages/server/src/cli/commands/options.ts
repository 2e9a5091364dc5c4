/** Reading arguments: numbers, k=v pairs, records. Each refusal says how to write it. */
import { entityKinds, type EntityKind } from '@kobling/engine';
import { InvalidArgumentError } from 'commander';
import { CommandFailed, exitCodes } from '../context.ts';

export function wholeNumber(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 2_147_483_647) return number;
  throw new InvalidArgumentError(`"${text}" is not a number from 1 on.`);
}

/** `company:12`. */
export function entityOption(text: string): { kind: EntityKind; id: number } {
  const [word = '', id = ''] = text.split(':');
  const kind = entityKinds.find((item) => item === word);
  if (kind !== undefined && /^\d+$/.test(id)) return { kind, id: wholeNumber(id) };
  throw new InvalidArgumentError(`"${text}" is not a record: write it like company:12, person:7 or project:3.`);
}

/** `k=v …` as an object; a value may hold further `=`. */
export function pairs(items: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    items.map((item): [string, string] => {
      const at = item.indexOf('=');
      if (at < 1) {
        const message = `"${item}" is not a field with its value: write it like name=Acme; a blank value is name=.`;
        throw new CommandFailed({ code: 'cli.usage', message }, exitCodes.usage);
      }
      return [item.slice(0, at), item.slice(at + 1)];
    }),
  );
}

export const collect = (item: string, before: readonly string[]): readonly string[] => [...before, item];
