import type { ShortcutsMessages } from './load.ts';

export const messages: ShortcutsMessages = {
  'short.title': 'Hurtigtaster',
  'short.anywhere': 'Overalt',
  'short.find': 'Finn en side, en oppføring eller en kommando',
  'short.help': 'Denne listen',
  'short.lists': 'I lister',
  'short.move': 'Opp og ned, en side, til første, til siste',
  'short.open': 'Åpne raden',
  'short.choose': 'Velg raden eller utelat den',
  'short.sort': 'Med et trykk på en overskrift: sorter etter flere kolonner',
  'short.cards': 'På kort, under redigering',
  'short.edit': 'Rediger',
  'short.save': 'Lagre',
  'short.leave': 'Forlat skjemaet; det som er skrevet, beholdes',
};
