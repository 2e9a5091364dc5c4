import type { ToldCrmMessages } from './load.ts';

export const messages: ToldCrmMessages = {
  'told.crm.rowThereIsNoOr':
    'Rij {row}: {kind} {id} bestaat niet of is verwijderd. Laat de ID weg om een nieuwe te maken.',
  'told.crm.thePageMarkIsNot': 'De paginamarkering is niet uitgegeven. Begin met de eerste pagina.',
  'told.crm.thereIsNoFieldSee': 'Er is geen veld {field}. Zie de lijst met CRM-velden.',
  'told.crm.theIdIsNotA': 'De ID {id} is geen geheel getal. Schrijf alleen cijfers.',
  'told.crm.theIdCannotBeAsked': 'Op ID kan niet met {operator} worden gezocht. Gebruik =, oneof, < of >.',
  'told.crm.isNotANumberWrite': '{field}: "{value}" is geen getal. Schrijf het als 1250.5.',
  'told.crm.cannotBeTheNameOf':
    '"{name}" kan niet de naam van een lijst zijn. Gebruik letters en cijfers, te beginnen met een letter.',
  'told.crm.thereIsAListAlready': 'Er is al een lijst {name}. Kies een andere naam.',
  'told.crm.anItemOfTheList': 'Een item van de lijst {name} heeft een naam nodig.',
  'told.crm.thereIsNoListSee': 'Er is geen lijst {name}. Zie de lijsten in de instellingen.',
  'told.crm.itemNeedsAName': 'Item {item} heeft een naam nodig.',
  'told.crm.thereIsNoListItem': 'Er is geen lijstitem {item}. Laad de lijst opnieuw.',
  'told.crm.theListIsInUse': 'De lijst {name} wordt gebruikt door een veld of door records. Verwijder die eerst.',
  'told.crm.cannotBeMergedIntoChoose':
    '{kind} {id} kan niet worden samengevoegd met {kindOther} {other}. Kies twee verschillende records van dezelfde soort.',
  'told.crm.stillHasPersonsMoveOr':
    '{name} heeft nog {whatMany}. Verplaats of verwijder ze eerst, of verwijder ze mee.',
  'told.crm.cannotBeAFieldsKey':
    '"{name}" kan niet de sleutel van een veld zijn. Gebruik letters, cijfers en _, te beginnen met een kleine letter.',
  'told.crm.thereIsNoListMake': '{name}: er is geen lijst {list}. Maak deze eerst.',
  'told.crm.thereIsAFieldUdef': '{kind} heeft al een veld udef.{key}. Kies een andere sleutel.',
  'told.crm.thereIsNoUserDefined': 'Er is geen gebruikersgedefinieerd veld {key}. Laad de lijst opnieuw.',
  'told.crm.of': '{field} van {name}: {why}',
  'told.crm.isNotAWholeNumber': '{value} is geen geheel getal. Schrijf alleen cijfers, zoals 1250.',
  'told.crm.isNotANumberAs': '{value} is geen getal zoals het wordt opgeslagen. Schrijf het als 1250.5.',
  'told.crm.isNeitherYesNorNo': '{value} is noch 1 (ja), noch 0 (nee).',
  'told.crm.isNotADateWrite': '{value} is geen datum. Schrijf deze als 2026-03-31.',
  'told.crm.isNotADateAnd': '{value} is geen datum met tijd in UTC. Schrijf deze als 2026-03-31T14:30:00Z.',
  'told.crm.isNoItemOfThe': '{value} is geen item van de lijst {list}. Kies er een uit de lijst.',
  'told.crm.ofThereIsNoSuch': "{field} van {name}: zo'n veld is er niet. Zie de lijst met CRM-velden.",
  'told.crm.ofThereIsNoSuchField': '{field} van {name}: het veld bestaat niet meer. Corrigeer de toewijzing.',
  'told.crm.lastNameOfFirstAnd':
    'Achternaam van {name}: voornaam en achternaam zijn beide leeg. Vul er minstens een in.',
  'told.crm.nameOfMustNotBe': 'Naam van {name}: mag niet leeg zijn. Voer een naam in.',
  'told.crm.cannotBeAskedForWith': 'Op {field} kan niet met {operator} worden gezocht. Gebruik een van {operators}.',
  'told.crm.isNotANumberWriteIt': '"{value}" is geen getal. Schrijf het als {example}.',
  'told.crm.isNoIdOfThe': '"{value}" is geen ID van de lijst. Kies uit de lijst.',
  'told.crm.isNotADateWriteIt': '{field}: "{value}" is geen datum. Schrijf deze als 2026-03-31.',
  'told.crm.isNoPeriodGiveHow':
    '{field}: "{value}" is geen periode. Geef aan hoeveel, en day, week, month, quarter of year.',
  'told.crm.isNotATimeWrite': '{field}: "{value}" is geen tijdstip. Schrijf het als 2026-03-31T14:30:00Z.',
  'told.crm.cannotBeSortedBySort': 'Op {field} kan niet worden gesorteerd. Sorteer op een andere kolom.',
  'told.crm.theSelectionHoldsRecordsOf': 'De selectie bevat records van het type {kind}. Kies er een voor {kindOther}.',
  'told.crm.theCrmHasNoField': 'Het CRM heeft voor {kind} geen veld {field} om op te vergelijken.',
  'told.crm.hasCharactersButOnlyFit': '{field} heeft {length} tekens, maar er passen er maar {most}. Kort het in.',
  'told.crm.isMandatoryGiveItA': '{field} is verplicht. Geef een waarde op.',
  'told.crm.isNotAFieldThat': '{field} is geen veld waarop kan worden gezocht. Kies een van de doorzoekbare velden.',
  'told.crm.doesNotApplyToUse': '{operator} past niet bij {field}. Gebruik een van: {operators}.',
  'told.crm.needsValueSButGot':
    '{field} {operator} heeft {number} waarden nodig, maar kreeg er {got}. Vul de ontbrekende aan.',
  'told.crm.mustNotBeBlankEnter': 'mag niet leeg zijn. Voer een waarde in.',
  'told.crm.holdsANulCharacterWhich': 'bevat een NUL-teken, dat niet kan worden opgeslagen. Verwijder het.',
  'told.crm.hasCharactersAtMostFit': 'heeft {length} tekens, er passen er hooguit {most}. Kort het in.',
  'told.crm.thereIsNoCompanyChoose': 'er is geen bedrijf {value}. Kies een bestaand bedrijf.',
};
