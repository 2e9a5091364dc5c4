import type { ShortcutsMessages } from './load.ts';

export const messages: ShortcutsMessages = {
  'short.title': 'Tastenkürzel',
  'short.anywhere': 'Überall',
  'short.find': 'Seite, Eintrag oder Befehl suchen',
  'short.help': 'Diese Liste',
  'short.lists': 'In Listen',
  'short.move': 'Auf und ab, eine Seite, zum ersten, zum letzten',
  'short.open': 'Zeile öffnen',
  'short.choose': 'Zeile auswählen oder auslassen',
  'short.sort': 'Mit Klick auf eine Überschrift: nach mehreren Spalten sortieren',
  'short.cards': 'Auf Karten, beim Bearbeiten',
  'short.edit': 'Bearbeiten',
  'short.save': 'Speichern',
  'short.leave': 'Formular verlassen; das Eingegebene bleibt erhalten',
};
