/** Which lists there are, and what they can show. */
import { done } from '@kobling/sdk';
import { archiveColumnInfo, archiveListResult } from '../carriers/archive.ts';
import { carrier, list, text } from '../carriers/kinds.ts';
import { mdoListItem } from '../carriers/lists.ts';
import { method } from '../method.ts';
import { contextOf, providerFor, providers, toColumnInfo } from './run.ts';

export const getProviderNames = method({
  right: 'user',
  reads: true,
  request: carrier({}),
  response: list(text),
  handle: () => Promise.resolve(done(providers.map(({ name }) => name))),
});

/** ErpEntity's fields need the context `connectionId=3&erpActorType=Customer`. */
export const getAvailableColumns = method({
  right: 'user',
  reads: true,
  request: carrier({ ProviderName: text, Context: text }),
  response: list(archiveColumnInfo),
  async handle({ ProviderName, Context }, call) {
    const provider = await providerFor(ProviderName, call);
    if (provider.status !== 'done') return provider;
    const columns = await provider.value.columns(contextOf(Context), call);
    return columns.status === 'done' ? done(columns.value.map((column) => toColumnInfo(column))) : columns;
  },
});

/** Each list has rows of one kind. */
export const getAvailableEntities = method({
  right: 'user',
  reads: true,
  request: carrier({ ProviderName: text, Context: text }),
  response: list(mdoListItem),
  async handle({ ProviderName }, call) {
    const provider = await providerFor(ProviderName, call);
    if (provider.status !== 'done') return provider;
    const { name, label } = provider.value.entity;
    return done([{ ...mdoListItem.parse({}), Id: 1, Name: label, FullName: label, Type: name, ExtraInfo: name }]);
  },
});

export const createDefaultArchiveListResult = method({
  right: 'user',
  reads: true,
  request: carrier({}),
  response: archiveListResult,
  handle: () => Promise.resolve(done(archiveListResult.parse({}))),
});
