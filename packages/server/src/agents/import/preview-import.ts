/** What would become of the lines: Operation and Type are set. Ticks and values that the caller changed are kept. */
import { done } from '@kobling/sdk';
import { settleImport } from '../../services/index.ts';
import { importLine } from '../carriers/import.ts';
import { carrier, list, text } from '../carriers/kinds.ts';
import { method } from '../method.ts';
import { linesOf, settingsIn, takeLines } from './lines.ts';

export const previewImport = method({
  right: 'administrator',
  reads: false,
  request: carrier({ ImportLines: list(importLine), ColumnDefinition: list(text), Culture: text, Context: text }),
  response: list(importLine),
  async handle({ ImportLines, ColumnDefinition, Context }, call) {
    if (ImportLines.length === 0) return done([]);
    const taken = await takeLines(call, ImportLines, ColumnDefinition);
    if (taken.status !== 'done') return taken;
    const { id, settings } = taken.value;
    const settled = await settleImport(call.hub, id, settingsIn(Context, settings), call.person.name);
    return settled.status === 'done' ? done(await linesOf(call, id, ColumnDefinition)) : settled;
  },
});
