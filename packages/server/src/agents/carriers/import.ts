/** Carriers of the Import agent. */
import { bool, carrier, choice, list, text } from './kinds.ts';

/** Flags of the vendor's; a line has one of them. */
export const importOperation = choice(
  [
    'Unknown',
    'PersonAdded',
    'PersonUpdated',
    'PersonNoChange',
    'ContactAdded',
    'ContactUpdated',
    'ContactNoChange',
    'Obs',
    'ObsERPDuplicate',
  ],
  {
    0: 'Unknown',
    1: 'PersonAdded',
    2: 'PersonUpdated',
    4: 'PersonNoChange',
    8: 'ContactAdded',
    16: 'ContactUpdated',
    32: 'ContactNoChange',
    512: 'Obs',
    1024: 'ObsERPDuplicate',
  },
);
export const importEntityType = choice(['Unknown', 'Person', 'Contact', 'Product'], { 4: 'Product' });
export const importLine = carrier({
  Values: list(text),
  Selected: bool,
  Operation: importOperation,
  Type: importEntityType,
  ExternalKey: text,
});
export const importColumnInfo = carrier({ Name: text, DisplayName: text, Locked: bool });
export const importErpData = carrier({ ImportLines: list(importLine), ColumnInfos: list(importColumnInfo) });
