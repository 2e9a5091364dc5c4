import type { ShortcutsMessages } from './load.ts';

export const messages: ShortcutsMessages = {
  'short.title': 'Kortkommandon',
  'short.anywhere': 'Överallt',
  'short.find': 'Hitta en sida, en post eller ett kommando',
  'short.help': 'Den här listan',
  'short.lists': 'I listor',
  'short.move': 'Upp och ned, en sida, till första, till sista',
  'short.open': 'Öppna raden',
  'short.choose': 'Markera raden eller hoppa över den',
  'short.sort': 'Med ett tryck på en rubrik: sortera efter flera kolumner',
  'short.cards': 'På kort, vid redigering',
  'short.edit': 'Redigera',
  'short.save': 'Spara',
  'short.leave': 'Lämna formuläret; det skrivna behålls',
};
