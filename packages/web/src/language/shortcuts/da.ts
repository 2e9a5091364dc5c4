import type { ShortcutsMessages } from './load.ts';

export const messages: ShortcutsMessages = {
  'short.title': 'Tastaturgenveje',
  'short.anywhere': 'Overalt',
  'short.find': 'Find en side, en post eller en kommando',
  'short.help': 'Denne liste',
  'short.lists': 'På lister',
  'short.move': 'Op og ned, en side, til den første, til den sidste',
  'short.open': 'Åbn rækken',
  'short.choose': 'Vælg rækken, eller udelad den',
  'short.sort': 'Med et tryk på en overskrift: sortér efter flere kolonner',
  'short.cards': 'På kort, mens der redigeres',
  'short.edit': 'Rediger',
  'short.save': 'Gem',
  'short.leave': 'Forlad formularen; det skrevne beholdes',
};
