import type { ShortcutsMessages } from './load.ts';

export const messages: ShortcutsMessages = {
  'short.title': 'Sneltoetsen',
  'short.anywhere': 'Overal',
  'short.find': 'Een pagina, kaart of opdracht zoeken',
  'short.help': 'Deze lijst',
  'short.lists': 'In lijsten',
  'short.move': 'Omhoog en omlaag, een pagina, naar de eerste, naar de laatste',
  'short.open': 'De rij openen',
  'short.choose': 'De rij kiezen of weglaten',
  'short.sort': 'Met een klik op een kop: op meer kolommen sorteren',
  'short.cards': 'Op kaarten, tijdens het bewerken',
  'short.edit': 'Bewerken',
  'short.save': 'Opslaan',
  'short.leave': 'Het formulier verlaten; wat is getypt blijft bewaard',
};
