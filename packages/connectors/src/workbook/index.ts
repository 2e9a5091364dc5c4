/**
 * The workbook connector: an .xlsx/.xlsm file or a folder of CSV files as an ERP, `plugin://workbook`.
 *
 * The story of a call: connection.ts takes it, book.ts sees to it that the sheet is as the file is now (sheet.ts reads
 * it, state.ts remembers fingerprints and stamps), actor.ts turns rows into actors, save.ts and create.ts turn changes
 * into edits, and a table source (csv/ or xlsx/) writes them. docs/workbook.md tells users what a workbook looks like.
 */
import {
  type ConfigValues,
  type Connection,
  type Connector,
  type ConnectorHost,
  done,
  isDone,
  type Outcome,
} from '@kobling/sdk';
import { Book } from './book.ts';
import { configFields, readConfig } from './config.ts';
import { WorkbookConnection } from './connection.ts';
import { openTableSource } from './open-source.ts';
import { State } from './state.ts';

export { openTableSource } from './open-source.ts';
export { openCsvFolder } from './csv/index.ts';

export function workbookConnector(): Connector {
  return {
    name: 'workbook',
    displayName: 'US:"Workbook";NO:"Arbeidsbok";GE:"Arbeitsmappe";DU:"Werkmap"',
    card: {
      omitsBlanks: false,
      partialSave: true,
      pollsAreCurrent: true,
      searchIsComplete: true,
      comparesExpected: true,
      lastModifiedKind: 'decimal',
      dateGrainMs: 1,
      overlapMs: 0,
      fencesWrites: true,
      // A save reads and writes the whole file, so few large batches cost less than many small ones.
      saveBatch: 1000,
      readBatch: 2000,
    },
    configFields: () => configFields,
    async testConfig(config, host, call) {
      // Tried out without its folder: what is only being tried must leave no stamps behind.
      const opened = await openWorkbook(config, { ...host, stateDir: undefined });
      if (!isDone(opened)) return opened;
      try {
        const outcome = await opened.value.test(call);
        return isDone(outcome) || outcome.reason.fields !== undefined
          ? outcome
          : { ...outcome, reason: { ...outcome.reason, fields: { file: outcome.reason.message } } };
      } finally {
        await opened.value.close();
      }
    },
    open: (config, host) => openWorkbook(config, host),
  };
}

async function openWorkbook(values: ConfigValues, host: ConnectorHost): Promise<Outcome<Connection>> {
  const config = readConfig(values);
  if (!isDone(config)) return config;
  const path = await host.resolvePath(config.value.file);
  if (!isDone(path))
    return path.reason.fields === undefined
      ? { ...path, reason: { ...path.reason, fields: { file: path.reason.message } } }
      : path;
  const source = await openTableSource(path.value);
  if (!isDone(source)) return source;
  const state = new State(host.stateDir, (message) => host.log('warn', message));
  const book = new Book({
    source: source.value.source,
    config: config.value,
    state,
    nameCell: source.value.nameCell,
    now: () => host.now(),
  });
  return done(new WorkbookConnection(book, host, source.value.nameCell));
}
