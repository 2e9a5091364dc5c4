import type { ToldServiceMessages } from './load.ts';

export const messages: ToldServiceMessages = {
  'told.service.tryAgainInAWhile': 'Probeer het over een tijdje opnieuw.',
  'told.service.readBeforeYouSendIt': 'Kijk na voordat u het opnieuw verzendt: het kan al gebeurd zijn.',
  'told.service.somebodyElseHasChangedThe':
    'Iemand anders heeft dezelfde velden gewijzigd sinds u begon. Er is niets opgeslagen. Kies welke waarden gelden.',
  'told.service.itIsNow': 'Het is nu {value}.',
  'told.service.theSyncDidNotFinish': 'De synchronisatie is niet voltooid.',
  'told.service.nameRowsOrAGroup': 'Kies rijen of een groep.',
  'told.service.itCouldNotBeCarried': 'Het kon niet worden uitgevoerd.',
  'told.service.lookAtTheConnectionIn':
    'Bekijk de verbinding in het sync-overzicht, herstel wat daar staat en probeer het opnieuw.',
  'told.service.thereIsNoOrIt': '{kind} {id} bestaat niet of is verwijderd. Zoek opnieuw.',
  'told.service.aHasNo': '{kind} heeft het veld {field} niet.',
  'told.service.conflictIsNotOpenAny': 'Conflict {id} is niet meer open. Bekijk de lijst opnieuw.',
  'told.service.connectionIsNotOpenTo':
    'Verbinding {id} is niet open voor {who}. Vraag een beheerder om ze onder Bereik voor u of een van uw groepen open te stellen.',
  'told.service.isNotActiveAnAdministrator':
    '{connection} is niet actief. Een beheerder kan deze activeren onder Instellingen en onderhoud.',
  'told.service.isNotActiveActivateIt':
    '{connection} is niet actief. Activeer deze eerst onder Instellingen en onderhoud.',
  'told.service.isNotActiveActivateItFirst':
    '{connection} is niet actief. Activeer deze eerst, in het configuratiebestand of onder Instellingen en onderhoud.',
  'told.service.theConnectionIsNotActive':
    'De verbinding {connection} is niet actief, dus er kan niets worden teruggezet. Activeer deze eerst.',
  'told.service.isNotActiveNothingIs':
    '{connection} is niet actief: eerder wordt er niets vergeleken. Sla op en activeer deze dan.',
  'told.service.noConnectionIsActiveActivate':
    'Er is geen actieve verbinding. Activeer er een onder Instellingen en onderhoud.',
  'told.service.noConnectionIsActiveSet':
    'Er is geen actieve verbinding. Stel er een in onder Instellingen en onderhoud.',
  'told.service.theErpDidNotLink': 'Het ERP heeft het record niet verbonden.',
  'told.service.sayWhichRecordOfThe': 'Geef aan welk record in het ERP: de sleutel is leeg.',
  'told.service.theIsConnectedToOn':
    '{kind} {id} is in {connection} al verbonden met {actor} {key}. Verbreek eerst de verbinding.',
  'told.service.ofIsConnectedToThe':
    '{actor} {key} van {connection} is al verbonden met {kind} {id}. Verbreek eerst die verbinding.',
  'told.service.theDidNotHappen': 'Dit is niet gebeurd: {what}.',
  'told.service.itGoesOnByItself': '{why} Het gaat vanzelf verder: verzend het niet opnieuw; bekijk het record later.',
  'told.service.cannotBeWrittenInThe': '{name} kan in het ERP niet worden geschreven. Laat het weg.',
  'told.service.isNotFilledInOn':
    '{name} wordt bij het maken niet ingevuld. Een beheerder kan het toewijzen, een standaardwaarde geven of ernaar laten vragen.',
  'told.service.takesAtMostCharactersThis':
    '{name} heeft ruimte voor hooguit {most} tekens, dit heeft er {length}. Kort het in.',
  'told.service.aPersonCanBeConnected':
    'Een persoon kan worden verbonden als het bedrijf in {connection} is verbonden. Verbind eerst het bedrijf.',
  'told.service.isNotAValueOf': '{connection} {name}: {value} is geen waarde van dat veld.',
  'told.service.isNotAValueOfThis': '{value} is geen waarde van dit veld.',
  'told.service.itIsStillUnderWay':
    'Het is nog onderweg (opdracht {id}) en gaat vanzelf verder: het ERP doet er lang over. Verzend het niet opnieuw; bekijk het record later.',
  'told.service.noneOfTheseRecordsIs':
    'Geen van deze records is daar verbonden. Controleer de sleutels, of laat ze weg voor alle records.',
  'told.service.isNoFieldOfSort': '{field} is geen veld van {actor}. Sorteer op een van de velden.',
  'told.service.moreThanActorsOfWere': 'Er zijn meer dan {most} actoren in {connection} gevonden. Zoek gerichter.',
  'told.service.thereIsNoConnectionLook': 'Er is geen verbinding {id}. Bekijk de lijst opnieuw.',
  'told.service.thereIsNoConnectionLookAt': 'Er is geen verbinding {id}. Bekijk de lijst met verbindingen opnieuw.',
  'told.service.connectionDoesNotExistAny':
    'Verbinding {id} bestaat niet meer. Laad de lijst met verbindingen opnieuw.',
  'told.service.sayWhoseValueStandsThe': 'Geef aan welke waarde geldt: die van het ERP of die van het CRM.',
  'told.service.nothingOfThatIsHeld': 'Daarvan wordt niets vastgehouden. Kijk onder Vastgehouden.',
  'told.service.automaticSyncIsOnTurn':
    'Automatische synchronisatie staat aan. Zet deze uit onder Instellingen en onderhoud, Synchroniseren, en importeer dan.',
  'told.service.noRowIsTickedTick': 'Er is geen rij aangevinkt. Vink aan wat moet worden geïmporteerd.',
  'told.service.importIsBeginANew': 'Import {id} is {what}. Begin een nieuwe.',
  'told.service.importIsUnderWayCancel': 'Import {id} is bezig. Annuleer deze eerst.',
  'told.service.isNotMappedToA':
    '{name} is niet meer aan een lijst toegewezen. Bekijk het voorbeeld van de import opnieuw.',
  'told.service.importIsStillSearchingWait': 'Import {id} zoekt nog. Wacht tot alle resultaten er zijn.',
  'told.service.importWasCarriedOutAlready': 'Import {id} is al uitgevoerd. Begin een nieuwe.',
  'told.service.aCannotBeRecognisedBy': '{kind} kan niet aan {field} worden herkend. Kies een van {fields}.',
  'told.service.isNoItemOfIts': '{name}: {item} is geen item van de lijst. Kies er een uit de lijst.',
  'told.service.bulkLinkingNeedsAField': 'Voor verbinden in bulk is een veld nodig: --by number.',
  'told.service.nameTheLinkByErp': 'Geef de verbinding aan met --erp KEY of --crm ID.',
  'told.service.hasNoLinkForKobling':
    '{connection} heeft voor {key} geen verbinding van het type {actor}. Het sync-overzicht toont wat is verbonden.',
  'told.service.theSiteHasNoErp':
    'De installatie heeft geen ERP Sync-licentie. Een beheerder kan deze inschakelen onder Instellingen en onderhoud, Licenties.',
  'told.service.hasNoErpSyncLicence':
    '{who} heeft geen ERP Sync-licentie. Vraag een beheerder om u de licentie te geven onder Instellingen en onderhoud, Licenties.',
  'told.service.planIsOfAskFor': 'Plan {id} hoort bij {connection}: vraag het opnieuw aan als proefrun.',
  'told.service.thereIsNoPlanKobling': 'Er is geen plan {id}. Bekijk de lijst onder Plannen.',
  'told.service.noFieldOfWaitsFor': 'Geen veld van {actor} wacht op een plan. Maak een nieuw plan onder Plannen.',
  'told.service.thereIsNoRequestIt': 'Er is geen opdracht {id}. Die is mogelijk opgeruimd; kijk in het logboek.',
  'told.service.noLinkWaitsBecauseOf': 'Geen verbinding {id} wacht vanwege de sleutel. Kijk onder Fouten.',
  'told.service.thereIsNoOpenProposal': 'Er is geen open voorstel {id}. Kijk onder Fouten.',
  'told.service.thereIsNoSelectionOr': 'Er is geen selectie {id}, of die is verwijderd. Laad de lijst opnieuw.',
  'told.service.aSelectionNeedsAName': 'Een selectie heeft een naam nodig. Voer er een in.',
  'told.service.theNameIsLongerThan': 'De naam is langer dan {most} tekens. Kort deze in.',
  'told.service.oneRecordIsSyncedAs':
    'Eén record wordt gesynchroniseerd zoals het is: laat --resync en --dry-run weg, of laat het record weg.',
  'told.service.theIsLinkedOnNo': '{kind} {id} is in geen actieve verbinding verbonden. Verbind eerst.',
  'told.service.thereIsNoRunKobling': 'Er is geen run {id}. Het synchronisatielogboek toont de runs.',
  'told.service.thereIsNoMappingChange': 'Er is geen wijziging {id} van toewijzingen. Kijk onder Ongedaan maken.',
  'told.service.theSyncHasWrittenNothing': 'De synchronisatie heeft niets naar of van {kind} {id} geschreven.',
  'told.service.severalConnectionsWroteTheName':
    'Meerdere verbindingen hebben {kind} {id} geschreven. Kies er een: {names}.',
  'told.service.thereIsNoUndoWith': 'Er is niets ongedaan te maken met opdracht {id}, of het is nog niet begonnen.',
  'told.service.thereIsNoKoblingCrm': '{kind} {id} bestaat niet ({same}). Zoek opnieuw.',
  'told.service.noConnectionMapsSuchRecords': 'Geen enkele verbinding wijst zulke records toe.',
  'told.service.syncedAre': 'Gesynchroniseerd worden: {names}.',
  'told.service.thereIsNoActiveConnection':
    'Er is geen actieve verbinding om te vergelijken. Activeer er een onder Instellingen of in het instellingenbestand.',
  'told.service.auditIsNotTheNewest': 'Vergelijking {id} is niet de nieuwste van de verbinding. Bekijk de nieuwste.',
  'told.service.theNewestAuditFoundNothing': 'De nieuwste vergelijking vond geen verschillen. Vergelijk opnieuw.',
  'told.service.thisHubDoesNotAnswer': 'Deze hub antwoordt niet onder die hostnaam.',
  'told.service.openItByTheAddress':
    'Open deze op het adres dat bij het starten werd getoond, of stel `host` in operator.yaml in.',
  'told.service.theRequestCameFromA': 'Het verzoek kwam van een pagina van een andere site.',
  'told.service.openTheHubsOwnPage': 'Open de eigen pagina van de hub en doe het daar.',
  'told.service.thereIsNothingAtThis': 'Op dit adres is niets.',
  'told.service.checkTheAddressTheHubs': "Controleer het adres; de eigen pagina's van de hub vragen er nooit naar.",
  'told.service.theRequestDidNotArrive': 'Het verzoek kwam niet op tijd aan.',
  'told.service.sendItAgainAsA': 'Verzend het opnieuw, in zijn geheel.',
  'told.service.thisMustNotBeBlank': 'Dit mag niet leeg zijn. Vul het in.',
  'told.service.thisNeedsAtLeast': 'Dit heeft minstens {least} tekens nodig. Schrijf meer.',
  'told.service.thisTakesAtMost': 'Hier passen hoogstens {most} tekens. Maak het korter.',
  'told.service.nothingIsChosen': 'Er is niets gekozen. Kies er minstens één.',
  'told.service.theseAreMoreThan': 'Dit zijn er meer dan {most}. Kies er minder.',
  'told.service.thisIsAtLeast': 'Dit is minstens {least}. Vul een groter getal in.',
  'told.service.thisIsAtMost': 'Dit is hoogstens {most}. Vul een kleiner getal in.',
  'told.service.thisIsNotWrittenAs': 'Dit is niet geschreven zoals het hoort. Verbeter het.',
  'told.service.thisCannotBeTaken': 'Dit kan niet worden gebruikt. Kies of schrijf een andere waarde.',
  'told.service.mayNotCreateRecordsIn':
    '{who} mag in {connection} geen records maken. Vraag een beheerder om dat recht onder Bereik aan u of een van uw groepen te geven.',
  'told.service.mayNotConnectRecordsOn':
    '{who} mag in {connection} geen records verbinden. Vraag een beheerder om dat recht onder Bereik aan u of een van uw groepen te geven.',
};
