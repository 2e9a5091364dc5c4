/** The list of keyboard shortcuts, in English: the list that the other languages follow. */
export const messages = {
  'short.title': 'Keyboard shortcuts',
  'short.anywhere': 'Anywhere',
  'short.find': 'Find a page, a record or a command',
  'short.help': 'This list',
  'short.lists': 'In lists',
  'short.move': 'Up and down, a page, to the first, to the last',
  'short.open': 'Open the row',
  'short.choose': 'Choose the row or leave it out',
  'short.sort': 'With a press on a heading: sort by several columns',
  'short.cards': 'On cards, while editing',
  'short.edit': 'Edit',
  'short.save': 'Save',
  'short.leave': 'Leave the form; what was typed is kept',
} as const;
