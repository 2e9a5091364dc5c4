import type { ToldCrmMessages } from './load.ts';

export const messages: ToldCrmMessages = {
  'told.crm.rowThereIsNoOr':
    'Zeile {row}: {kind} {id} gibt es nicht oder wurde gelöscht. Lassen Sie die ID weg, um einen neuen Datensatz anzulegen.',
  'told.crm.thePageMarkIsNot': 'Die Seitenmarke wurde nicht ausgegeben. Beginnen Sie mit der ersten Seite.',
  'told.crm.thereIsNoFieldSee': 'Es gibt kein Feld {field}. Sehen Sie in der Liste der CRM-Felder nach.',
  'told.crm.theIdIsNotA': 'Die ID {id} ist keine ganze Zahl. Schreiben Sie nur Ziffern.',
  'told.crm.theIdCannotBeAsked':
    'Nach der ID kann nicht mit {operator} gesucht werden. Verwenden Sie =, oneof, < oder >.',
  'told.crm.isNotANumberWrite': '{field}: „{value}“ ist keine Zahl. Schreiben Sie sie wie 1250.5.',
  'told.crm.cannotBeTheNameOf':
    '„{name}“ kann nicht der Name einer Liste sein. Verwenden Sie Buchstaben und Ziffern, mit einem Buchstaben am Anfang.',
  'told.crm.thereIsAListAlready': 'Es gibt bereits eine Liste {name}. Wählen Sie einen anderen Namen.',
  'told.crm.anItemOfTheList': 'Ein Eintrag der Liste {name} braucht einen Namen.',
  'told.crm.thereIsNoListSee': 'Es gibt keine Liste {name}. Sehen Sie in den Einstellungen unter Listen nach.',
  'told.crm.itemNeedsAName': 'Der Eintrag {item} braucht einen Namen.',
  'told.crm.thereIsNoListItem': 'Es gibt keinen Listeneintrag {item}. Laden Sie die Liste neu.',
  'told.crm.theListIsInUse':
    'Die Liste {name} wird von einem Feld oder von Datensätzen verwendet. Entfernen Sie diese zuerst.',
  'told.crm.cannotBeMergedIntoChoose':
    '{kind} {id} kann nicht mit {kindOther} {other} zusammengeführt werden. Wählen Sie zwei verschiedene Datensätze derselben Art.',
  'told.crm.stillHasPersonsMoveOr':
    '{name} hat noch {whatMany}. Verschieben oder löschen Sie diese zuerst, oder löschen Sie sie mit.',
  'told.crm.cannotBeAFieldsKey':
    '„{name}“ kann nicht der Schlüssel eines Feldes sein. Verwenden Sie Buchstaben, Ziffern und _, mit einem Kleinbuchstaben am Anfang.',
  'told.crm.thereIsNoListMake': '{name}: Es gibt keine Liste {list}. Legen Sie sie zuerst an.',
  'told.crm.thereIsAFieldUdef': '{kind} hat bereits ein Feld udef.{key}. Wählen Sie einen anderen Schlüssel.',
  'told.crm.thereIsNoUserDefined': 'Es gibt kein benutzerdefiniertes Feld {key}. Laden Sie die Liste neu.',
  'told.crm.of': '{field} von {name}: {why}',
  'told.crm.isNotAWholeNumber': '{value} ist keine ganze Zahl. Schreiben Sie nur Ziffern, etwa 1250.',
  'told.crm.isNotANumberAs': '{value} ist keine Zahl, wie sie gespeichert wird. Schreiben Sie sie wie 1250.5.',
  'told.crm.isNeitherYesNorNo': '{value} ist weder 1 (ja) noch 0 (nein).',
  'told.crm.isNotADateWrite': '{value} ist kein Datum. Schreiben Sie es wie 2026-03-31.',
  'told.crm.isNotADateAnd':
    '{value} ist keine Angabe aus Datum und Uhrzeit in UTC. Schreiben Sie sie wie 2026-03-31T14:30:00Z.',
  'told.crm.isNoItemOfThe': '{value} ist kein Eintrag der Liste {list}. Wählen Sie einen aus der Liste.',
  'told.crm.ofThereIsNoSuch':
    '{field} von {name}: Ein solches Feld gibt es nicht. Sehen Sie in der Liste der CRM-Felder nach.',
  'told.crm.ofThereIsNoSuchField': '{field} von {name}: Das Feld gibt es nicht mehr. Korrigieren Sie die Zuordnung.',
  'told.crm.lastNameOfFirstAnd':
    'Nachname von {name}: Vor- und Nachname sind leer. Geben Sie mindestens einen davon ein.',
  'told.crm.nameOfMustNotBe': 'Name von {name}: darf nicht leer sein. Geben Sie einen Namen ein.',
  'told.crm.cannotBeAskedForWith':
    'Nach {field} kann nicht mit {operator} gesucht werden. Verwenden Sie eines von {operators}.',
  'told.crm.isNotANumberWriteIt': '„{value}“ ist keine Zahl. Schreiben Sie sie wie {example}.',
  'told.crm.isNoIdOfThe': '„{value}“ ist keine ID der Liste. Wählen Sie aus der Liste.',
  'told.crm.isNotADateWriteIt': '{field}: „{value}“ ist kein Datum. Schreiben Sie es wie 2026-03-31.',
  'told.crm.isNoPeriodGiveHow':
    '{field}: „{value}“ ist kein Zeitraum. Geben Sie an, wie viele, und day, week, month, quarter oder year.',
  'told.crm.isNotATimeWrite': '{field}: „{value}“ ist kein Zeitpunkt. Schreiben Sie ihn wie 2026-03-31T14:30:00Z.',
  'told.crm.cannotBeSortedBySort': 'Nach {field} kann nicht sortiert werden. Sortieren Sie nach einer anderen Spalte.',
  'told.crm.theSelectionHoldsRecordsOf':
    'Die Selektion enthält Datensätze vom Typ {kind}. Wählen Sie eine für {kindOther}.',
  'told.crm.theCrmHasNoField': 'Das CRM hat für {kind} kein Feld {field}, über das verglichen werden kann.',
  'told.crm.hasCharactersButOnlyFit': '{field} hat {length} Zeichen, aber nur {most} passen hinein. Kürzen Sie es.',
  'told.crm.isMandatoryGiveItA': '{field} ist obligatorisch. Geben Sie einen Wert an.',
  'told.crm.isNotAFieldThat':
    '{field} ist kein Feld, nach dem gesucht werden kann. Wählen Sie eines der suchbaren Felder.',
  'told.crm.doesNotApplyToUse': '{operator} passt nicht zu {field}. Verwenden Sie eines von: {operators}.',
  'told.crm.needsValueSButGot':
    '{field} {operator} braucht {number} Werte, hat aber {got}. Ergänzen Sie die fehlenden.',
  'told.crm.mustNotBeBlankEnter': 'darf nicht leer sein. Geben Sie einen Wert ein.',
  'told.crm.holdsANulCharacterWhich': 'enthält ein NUL-Zeichen, das nicht gespeichert werden kann. Entfernen Sie es.',
  'told.crm.hasCharactersAtMostFit': 'hat {length} Zeichen, höchstens {most} passen hinein. Kürzen Sie es.',
  'told.crm.thereIsNoCompanyChoose': 'es gibt keine Firma {value}. Wählen Sie eine vorhandene.',
};
