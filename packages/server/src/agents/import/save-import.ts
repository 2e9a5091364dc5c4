/**
 * Makes records of the ticked lines and connects them; waits for the outcome as long as the call may take (H25). Answers, where
 * they are wished for, the ids of the selections of what was added and what was updated; nothing made, nothing answered.
 */
import { done, rejected } from '@kobling/sdk';
import { requestStates, settleImport, showImport, startImport } from '../../services/index.ts';
import { importLine } from '../carriers/import.ts';
import { bool, carrier, int, list, text } from '../carriers/kinds.ts';
import { method } from '../method.ts';
import { settingsIn, takeLines } from './lines.ts';

export const saveImport = method({
  right: 'administrator',
  reads: false,
  request: carrier({
    ImportLines: list(importLine),
    ColumnDefinition: list(text),
    CreateSelection: bool,
    Culture: text,
    Context: text,
  }),
  response: list(int),
  async handle({ ImportLines, ColumnDefinition, CreateSelection, Context }, call) {
    const { hub, person, signal } = call;
    if (ImportLines.length === 0) return done([]);
    const taken = await takeLines(call, ImportLines, ColumnDefinition);
    if (taken.status !== 'done') return taken;
    const { id, settings } = taken.value;
    const settled = await settleImport(hub, id, settingsIn(Context, settings), person.name);
    if (settled.status !== 'done') return settled;
    const started = await startImport(hub, id, person.name);
    if (started.status !== 'done') return started;
    for (;;) {
      const states = await requestStates(hub, [started.value], 1_000);
      if (states.status !== 'done') return states;
      const [state] = states.value;
      if (state?.status === 'failed')
        return rejected('import.failed', state.message ?? `Import ${id} failed. Look at it on the page.`);
      if (state?.status === 'done' || state?.status === 'cancelled') break;
      if (signal.aborted) return rejected('import.underWay', `Import ${id} goes on by itself. Do not send it again.`);
    }
    const shown = await showImport(hub, id, person.name);
    if (shown.status !== 'done') return shown;
    const { added, updated } = shown.value.selections;
    return done(CreateSelection ? [added, updated].flatMap((selection) => selection ?? []) : []);
  },
});
