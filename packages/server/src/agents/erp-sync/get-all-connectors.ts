import { z } from 'zod';
import { done, textIn } from '@kobling/sdk';
import { listConnectors } from '../../services/index.ts';
import { list } from '../carriers/kinds.ts';
import { listItem } from '../carriers/lists.ts';
import { method } from '../method.ts';

/** Name, and the URL as tool tip; without the deleted ones. */
export const getAllConnectors = method({
  right: 'user',
  reads: true,
  request: z.unknown(),
  response: list(listItem),
  async handle(_input, { hub, language }) {
    const connectors = (await listConnectors(hub)).filter(({ deleted }) => !deleted);
    return done(connectors.map(({ id, name, url }) => ({ Id: id, Name: textIn(language, name), ToolTip: url })));
  },
});
