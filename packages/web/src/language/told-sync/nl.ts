import type { ToldSyncMessages } from './load.ts';

export const messages: ToldSyncMessages = {
  'told.sync.mustNotBeBlankIn': '{field} mag in het CRM niet leeg zijn.',
  'told.sync.mustNotBeBlankInThe': '{name} mag in het ERP niet leeg zijn.',
  'told.sync.mustBeFilledIn': '{name} moet worden ingevuld.',
  'told.sync.itemHasNoCounterpartIn':
    '{name}: item {item} heeft geen tegenhanger in het CRM. Wijs het toe in de lijsttoewijzing.',
  'told.sync.itemHasNoCounterpartInErp':
    '{field}: item {item} heeft geen tegenhanger in het ERP. Wijs het toe in de lijsttoewijzing.',
  'told.sync.andDoNotFitChoose':
    '{erp} ({typeOfErp}) en {fieldOfCrm} ({typeOfCrm}) passen niet bij elkaar. Kies een ander veld bij Toewijzingen.',
  'told.sync.takesCharactersHas': '{field} heeft ruimte voor {most} tekens; {value} heeft er {length}.',
  'told.sync.isNotANumber': '{field}: {value} is geen getal.',
  'told.sync.takesWholeNumbersIsNot': '{field} neemt alleen gehele getallen; {value} is dat niet.',
  'told.sync.takesYesOrNoIs': '{field} neemt ja of nee; {value} is geen van beide.',
  'told.sync.isNotADateAnd': '{field}: {value} is geen datum met tijd.',
  'told.sync.isNotADate': '{field}: {value} is geen datum.',
  'told.sync.isADateWithoutTime': '{field} is een datum zonder tijd; {value} heeft een tijd.',
  'told.sync.doesNotExistInThe': '{field}: {value} bestaat niet in de tijdzone {zone}.',
  'told.sync.isNeitherEncodedNor':
    '"{value}" is niet gecodeerd en ook niet zoals {culture} het schrijft. Kies bij de verbinding de schrijfwijze van de connector.',
  'told.sync.theCrmsValueMayNot':
    '{field}: de waarde in het CRM mag niet worden overschreven en blijft dus staan. Kies de waarde uit het CRM.',
  'told.sync.theErpsValueMayNot':
    '{field}: de waarde in het ERP mag niet worden overschreven en blijft dus staan. Kies de waarde uit het ERP.',
  'told.sync.theLinkWasRemovedBefore': 'De verbinding van het record is verbroken voordat er werd verzonden.',
  'told.sync.theErpAlreadyHasWith':
    'Het ERP heeft al {actor} {keys} met dezelfde waarden. Verbind daarmee, of bevestig dat er een nieuwe moet komen.',
  'told.sync.thePersonsCompanyIsNot':
    'Het bedrijf van de persoon is niet verbonden in {connection}. Verbind eerst het bedrijf.',
  'told.sync.createdInTheErpAs': 'In het ERP gemaakt als {key} en daar gelaten: de verbinding is intussen verbroken.',
  'told.sync.bearsTheSameNameAs':
    '{actor} {key} heeft dezelfde naam als het record dat gemaakt moest worden; of het dat is, zei het ERP niet. Verbind het of maak het opnieuw.',
  'told.sync.itIsNotCertainWhich': 'Het is niet zeker welke van {keys} voor dit record is gemaakt. Verbind de juiste.',
  'told.sync.isNotMappedOnActivate': '{actor} is niet toegewezen in {connection}. Activeer eerst de toewijzing.',
  'told.sync.isNotMappedOnChoose': '{actor} is niet toegewezen in {connection}. Kies een ander actor-type.',
  'told.sync.isNotMappedToOn': '{actor} is in {connection} niet toegewezen aan {kind}.',
  'told.sync.isNotMappedToA': '{actor} is in {connection} niet toegewezen aan {kind}. Kies een ander actor-type.',
  'told.sync.theIsNotInThe': '{kind} {id} staat niet in het CRM.',
  'told.sync.theRecordAlreadyHasA': 'Het record is in deze verbinding al verbonden. Verbreek dat eerst.',
  'told.sync.connectThePersonsCompanyOn': 'Verbind eerst het bedrijf van de persoon in deze verbinding.',
  'told.sync.theRecordWasDeletedIn': 'Het record is in het CRM verwijderd.',
  'told.sync.theWasDeletedInThe': '{kind} is in het CRM verwijderd.',
  'told.sync.itIsUnderWay': 'Het is onderweg.',
  'told.sync.ofWouldBeCreatedIn':
    '{number} van het type {actor} zouden binnen 24 uur in {connection} worden gemaakt, en {most} is toegestaan: vastgehouden. Keur goed of wijs af.',
  'told.sync.rejectedItIsNotCreated': 'Afgewezen: het wordt niet gemaakt.',
  'told.sync.theRecordWasCreatedIn': '{why} Het record is in het ERP gemaakt en is niet verbonden.',
  'told.sync.createdAs': 'Gemaakt als {actor} {key}.',
  'told.sync.theErpAnsweredForKeys':
    'Het ERP antwoordde voor sleutels waar niet naar was gevraagd ({number}), zoals {key}. Ze worden genegeerd.',
  'told.sync.theMappingWasChanged': 'De toewijzing is gewijzigd.',
  'told.sync.theConnectorFailedTellIts': 'De connector liet het afweten: {why} Meld het aan de maker.',
  'told.sync.thereIsNoImportBegin': 'Er is geen import {id}. Begin opnieuw met zoeken.',
  'told.sync.theSearchWasCancelled': 'De zoekopdracht is geannuleerd.',
  'told.sync.theFirstAreShownSearch': 'De eerste {number} worden getoond. Zoek gerichter.',
  'told.sync.isNotAMappedField':
    '{name} is geen toegewezen veld van {actor} in {connection}. Kies een toegewezen veld.',
  'told.sync.theHubIsStoppingAsk': 'De hub stopt; vraag het opnieuw.',
  'told.sync.theErpNoLongerReturns': 'Het ERP geeft {actor} {key} niet meer terug.',
  'told.sync.isNoLongerInThe':
    '{actor} {key} staat niet meer in het ERP. De verbinding blijft; er wordt niets verwijderd.',
  'told.sync.recordsCarryALastmodifiedThat':
    '{connection}: records hebben een LastModified die niet te ordenen is of ver vooruit ligt ({number}, zoals {value}). Ze worden gesynchroniseerd, maar verplaatsen de leesmarkering niet.',
  'told.sync.changedOnBothSidesA': '{field} is aan beide kanten gewijzigd: een persoon beslist.',
  'told.sync.holdsACharacterThatIs':
    '{name} bevat een teken dat geen tekst is (NUL of een half tekenpaar). Corrigeer het in het ERP.',
  'told.sync.isNoLongerSynced': '{name} wordt niet meer gesynchroniseerd.',
  'told.sync.theWasLinkedToSince': '{kind} is sindsdien verbonden met {key}.',
  'told.sync.wouldBeSentAsApproved': '{name} zou als {now} worden verzonden, goedgekeurd was {approved}.',
  'told.sync.theRecordWasChangedWhile': 'Het record is gewijzigd terwijl het plan werd uitgevoerd.',
  'told.sync.anotherWriteOfToThe':
    'Een andere schrijfactie van {name} naar het ERP is onderweg. Probeer het opnieuw als die klaar is.',
  'told.sync.theRestOfPlanKeeps': '{why} De rest van plan {id} blijft goedgekeurd: voer het opnieuw uit.',
  'told.sync.theRecordWasLinkedAnew': 'Het record is sindsdien opnieuw verbonden.',
  'told.sync.theMappingOfWasChanged': 'De toewijzing van {name} is sindsdien gewijzigd.',
  'told.sync.wasSyncedOrDecidedOn':
    '{name} is sindsdien gesynchroniseerd of anders beslist, hoewel beide waarden weer dezelfde zijn.',
  'told.sync.theSyncPriorityOrWho':
    'De synchronisatieprioriteit, of wie de waarde in het CRM schreef, is sindsdien gewijzigd.',
  'told.sync.wouldBeDecidedOtherwiseNow': '{name} zou nu anders worden beslist: {what}.',
  'told.sync.nothingWouldBeWritten': 'er zou niets worden geschreven',
  'told.sync.theValueChangedFromTo': 'De waarde in het {side} is gewijzigd van {whatBefore} in {whatNow}.',
  'told.sync.bothSidesOfStayAs':
    'Beide kanten van {name} blijven zoals ze zijn: niet goedgekeurd in plan {id}. Een latere wijziging wordt weer overgebracht.',
  'told.sync.theRecordIsNoLonger': 'Het record is niet meer verbonden.',
  'told.sync.theRecordsAreNoLonger': 'De records zijn niet meer verbonden.',
  'told.sync.itsActorTypeIsNo': 'Het actor-type wordt niet meer gesynchroniseerd.',
  'told.sync.theRecordIsSetAside': 'Het record is opzijgezet: de status zegt waarom.',
  'told.sync.didNotReturnOrAn': '{connection} gaf {actor} {key} niet terug, of alleen een oudere versie.',
  'told.sync.thereIsNoPlanOn': 'Er is geen plan {id} voor deze verbinding. Bekijk de lijst onder Plannen.',
  'told.sync.planHasExpiredAPlan': 'Plan {id} is verlopen: een plan kan zeven dagen worden uitgevoerd. Maak een nieuw.',
  'told.sync.planIsStillBeingMade': 'Plan {id} wordt nog gemaakt. Wacht tot het volledig is.',
  'told.sync.nothingOfPlanIsApproved':
    'Niets van plan {id} is goedgekeurd. Keur eerst goed op de pagina van plan {same}.',
  'told.sync.planWasAppliedAlreadyMake': 'Plan {id} is al uitgevoerd. Maak een nieuw.',
  'told.sync.planWasRejectedMakeA': 'Plan {id} is afgewezen. Maak een nieuw.',
  'told.sync.planHasExpiredMakeA': 'Plan {id} is verlopen. Maak een nieuw.',
  'told.sync.planIsVoidTheHub': 'Plan {id} geldt niet meer: de hub is sindsdien hersteld. Maak een nieuw.',
  'told.sync.planWasAppliedAlreadyUndo': 'Plan {id} is al uitgevoerd. Maak in plaats daarvan de run ongedaan.',
  'told.sync.planWasRejectedAlready': 'Plan {id} is al afgewezen.',
  'told.sync.planIsBeingAppliedCancel': 'Plan {id} wordt uitgevoerd. Annuleer dat eerst.',
  'told.sync.changedInTheErpBut':
    '{name} is in het ERP gewijzigd, maar de richting is CRM naar ERP: de waarde blijft tot het CRM verandert.',
  'told.sync.changedInTheCrmBut':
    '{field} is in het CRM gewijzigd, maar de richting is ERP naar CRM: de waarde blijft tot het ERP verandert.',
  'told.sync.theLinkWasRemovedAgain': 'De verbinding is weer verbroken voordat de waarden waren afgestemd.',
  'told.sync.connectedToAnExistingRecord': 'In plaats daarvan verbonden met een bestaand record.',
  'told.sync.aNewRecordIsCreatedAll': 'Er wordt toch een nieuw record gemaakt.',
  'told.sync.hasNo': '{connection} heeft geen {actor} {key}.',
  'told.sync.hasNoItMayHave': '{connection} heeft geen {actor} {key}. Mogelijk is het daar verwijderd of hernummerd.',
  'told.sync.lookAtTheRecord': 'Bekijk het record.',
  'told.sync.linkedCouldNotBeAgreed': 'Verbonden; {names} kon niet zoals gekozen worden afgestemd. {why}',
  'told.sync.linkedTheValuesFollowWhen': 'Verbonden; de waarden volgen wanneer het ERP antwoordt. {why}',
  'told.sync.doneTheValuesFollowWhen': 'Gereed; de waarden volgen wanneer het ERP antwoordt. {why}',
  'told.sync.theCrmHasTheChosen': 'Het CRM heeft de gekozen waarde; het ERP krijgt die zodra het weer antwoordt. {why}',
  'told.sync.theRecordOrTheErp': 'Het record of de ERP-sleutel is in deze verbinding al verbonden. Verbreek dat eerst.',
  'told.sync.aPersonCanBeConnected':
    'Een persoon kan worden verbonden als het bedrijf daar is verbonden, en alleen met een persoon van dat bedrijf.',
  'told.sync.rejectedBothSidesStayAs': 'Afgewezen: beide kanten blijven zoals ze zijn.',
  'told.sync.theHasNoLinkOn': '{kind} {id} is niet verbonden in {connection}. Verbind eerst.',
  'told.sync.theIsNotConnectedOn': '{kind} {id} is niet verbonden in {connection}. Verbind eerst.',
  'told.sync.theIsNotConnectedThere': '{kind} {id} is daar niet verbonden. Verbind eerst.',
  'told.sync.ofFieldsArePutBack': '{why} {done} van {total} velden zijn teruggezet; vraag de rest opnieuw aan.',
  'told.sync.isNotHeld': '{connection} wordt niet vastgehouden.',
  'told.sync.letGoOn': '{who} liet {connection} verdergaan.',
  'told.sync.thereIsNoLinkOn': 'Er is in {connection} geen verbinding van records met nummer {id}.',
  'told.sync.isNotHeldBecauseOf': '{actor} {key} wordt niet vanwege de sleutel vastgehouden.',
  'told.sync.saidThatIsTheSame': '{who} zei dat {actor} {key} hetzelfde record is.',
  'told.sync.thereIsNoOpenProposal': 'Er is geen open voorstel {id} in {connection}.',
  'told.sync.noLongerHas': '{connection} heeft {actor} {key} niet meer.',
  'told.sync.isConnectedToAnotherRecord': '{actor} {key} is inmiddels met een ander record verbonden.',
  'told.sync.hasTheKeyNow': '{actor} {key} heeft nu de sleutel {now}.',
  'told.sync.theLinkOfHasChanged': 'De verbinding van {actor} {key} is sindsdien gewijzigd. Bekijk die opnieuw.',
  'told.sync.seemsToHaveBeenRestored':
    '{connection} lijkt uit een back-up te zijn hersteld: {older} van {links} verbonden records zijn ouder dan ze waren gezien. De synchronisatie rust. Bekijk het plan van de verschillen en voer het uit, of laat {same} verdergaan met het ERP zoals het nu is.',
  'told.sync.theKeyMayHaveBeen':
    'De sleutel {actor} {key} is mogelijk aan een ander record gegeven: {name} was "{was}", nu is het "{now}". Bevestig dat het hetzelfde is, of verbreek de verbinding.',
  'told.sync.waitsItsCompanyIsNot':
    '{actor} {key} wacht: het bedrijf is niet verbonden in {connection}. Verbind het bedrijf of verbreek de verbinding van de persoon.',
  'told.sync.waitsInTheErpIt':
    '{actor} {key} wacht: in het ERP hoort het bij {parentType} {parentKey}, maar het bedrijf is verbonden met {actorOfCompany} {companyKey}. Verplaats het aan één kant of verbreek de verbinding.',
  'told.sync.wouldBeEmptiedInOn':
    '{field} zou in {side} bij {number} records binnen 24 uur worden leeggemaakt, en {most} is toegestaan: vastgehouden. Keur goed of wijs af.',
  'told.sync.wouldBeSetToIn':
    '{field} zou in {side} bij {number} records binnen 24 uur op {value} worden gezet, en {most} is toegestaan: vastgehouden. Keur goed of wijs af.',
  'told.sync.isTurnedBackAndForth':
    '{field} wordt heen en weer gewijzigd door {connections}: bij alle records vastgehouden. Laat beide het op dezelfde manier schrijven en keur daarna goed of wijs af.',
  'told.sync.theErpValueMovedBefore': 'De waarde in het ERP veranderde voordat er werd geschreven.',
  'told.sync.theLinkWasRemovedMeanwhile': 'De verbinding van het record is intussen verbroken.',
  'told.sync.writtenToWhoseLinkWas': 'Geschreven naar {actor} {key}; de verbinding is intussen verbroken.',
  'told.sync.ofMayHaveBeenOverwritten':
    '{name} van {actor} {key} is mogelijk overschreven; het schrijven is nooit bevestigd.',
  'told.sync.theErpDidNotConfirm': 'Het ERP heeft de wijziging niet bevestigd en toont die niet.',
  'told.sync.itDidNotArriveIn': 'Het is niet in het ERP aangekomen; opnieuw verzonden.',
  'told.sync.itDidNotArriveInThe': 'Het is niet in het ERP aangekomen; opnieuw beslist.',
  'told.sync.theRecordWasChangedJust': 'Het record is zojuist gewijzigd. Kijk opnieuw.',
  'told.sync.theConflictIsAlreadySettled': 'Het conflict is al opgelost.',
  'told.sync.theIsNoLongerIn': '{kind} staat niet meer in het CRM.',
  'told.sync.theOtherValueOfA': 'De andere waarde van een conflict is gekozen.',
  'told.sync.wasChangedInTheCrm':
    '{field} is in het CRM gewijzigd en het ERP heeft dat nog niet. Synchroniseer eerst en kijk dan opnieuw.',
  'told.sync.theErpDoesNotAnswer': 'Het ERP antwoordt niet voor dit record. Probeer het later opnieuw.',
  'told.sync.theKeyHasCharactersAnd':
    'De sleutel {actor} {key}… heeft {length} tekens, en er kunnen er hooguit {most} worden bewaard.',
  'told.sync.noAnswerForMs': 'Geen antwoord gedurende {ms} ms.',
  'told.sync.theDatabaseCannotBeReached': 'De database is niet bereikbaar. De hub gaat vanzelf verder zodra het kan.',
  'told.sync.theCycleFailedUnexpectedlyThe':
    'De cyclus mislukte onverwacht; het logboek van de hub zegt waar. Andere verbindingen gaan door.',
  'told.sync.aTurnEndedWithoutIts': 'Een beurt eindigde zonder zijn worker; de verbinding wordt weer opgepakt.',
  'told.sync.thisHubWasRestoredFrom':
    'Deze hub is uit een back-up hersteld. Er wordt niets naar het ERP geschreven totdat u voor {connection} bevestigt dat de oorspronkelijke hub is gestopt.',
  'told.sync.thisHubWasRestoredFromA':
    'Deze hub is uit een back-up hersteld en de oorspronkelijke is gestopt. Bekijk het plan van de verschillen en voer het uit, of laat {connection} verdergaan.',
  'told.sync.auditOfListsNothingThat':
    'Vergelijking {id} van {connection} bevat geen verschillen, of een nieuwere kwam in de plaats. Bekijk de nieuwste.',
  'told.sync.theLeaseOfConnectionWas': 'Een andere worker heeft verbinding {id} overgenomen.',
  'told.sync.wouldBeInOnRecords':
    '{field} zou in {side} bij {number} records binnen 24 uur worden gewijzigd ({what}), en {most} is toegestaan: vastgehouden. Keur goed of wijs af.',
  'told.sync.theLinkWasRemovedBeforeThe': 'De verbinding is verbroken voordat het maken was bevestigd.',
  'told.sync.theErpDidNotSay':
    'Het ERP zei niet of het record is gemaakt, en zoeken maakt het niet duidelijk. Kijk in het ERP en verbind het of maak het opnieuw.',
};
