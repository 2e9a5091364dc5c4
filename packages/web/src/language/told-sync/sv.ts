import type { ToldSyncMessages } from './load.ts';

export const messages: ToldSyncMessages = {
  'told.sync.mustNotBeBlankIn': '{field} får inte vara tomt i CRM.',
  'told.sync.mustNotBeBlankInThe': '{name} får inte vara tomt i ERP.',
  'told.sync.mustBeFilledIn': '{name} måste fyllas i.',
  'told.sync.itemHasNoCounterpartIn': '{name}: objektet {item} saknar motsvarighet i CRM. Koppla det i listmappningen.',
  'told.sync.itemHasNoCounterpartInErp':
    '{field}: objektet {item} saknar motsvarighet i ERP. Koppla det i listmappningen.',
  'told.sync.andDoNotFitChoose':
    '{erp} ({typeOfErp}) och {fieldOfCrm} ({typeOfCrm}) passar inte ihop. Välj ett annat fält under Kopplingar.',
  'told.sync.takesCharactersHas': '{field} rymmer {most} tecken; {value} har {length}.',
  'told.sync.isNotANumber': '{field}: {value} är inget tal.',
  'told.sync.takesWholeNumbersIsNot': '{field} tar bara heltal och {value} är inget heltal.',
  'told.sync.takesYesOrNoIs': '{field} tar ja eller nej; {value} är ingetdera.',
  'told.sync.isNotADateAnd': '{field}: {value} är inte datum och klockslag.',
  'told.sync.isNotADate': '{field}: {value} är inget datum.',
  'told.sync.isADateWithoutTime': '{field} är ett datum utan klockslag; {value} har ett klockslag.',
  'told.sync.doesNotExistInThe': '{field}: {value} finns inte i tidszonen {zone}.',
  'told.sync.theCrmsValueMayNot':
    '{field}: värdet i CRM får inte skrivas över, så det står kvar. Välj värdet från CRM.',
  'told.sync.theErpsValueMayNot':
    '{field}: värdet i ERP får inte skrivas över, så det står kvar. Välj värdet från ERP.',
  'told.sync.isNeitherEncodedNor':
    '"{value}" är varken kodat eller så som {culture} skriver det. Välj skrivsättet som connectorn använder, på kopplingen.',
  'told.sync.theLinkWasRemovedBefore': 'Kopplingen togs bort innan den skickades.',
  'told.sync.theErpAlreadyHasWith':
    'ERP har redan {actor} {keys} med samma värden. Koppla till den eller bekräfta att en ny ska skapas.',
  'told.sync.thePersonsCompanyIsNot': 'Kontaktens företag är inte kopplat i {connection}. Koppla företaget först.',
  'told.sync.createdInTheErpAs': 'Skapad i ERP som {key} och lämnad där: kopplingen togs bort under tiden.',
  'told.sync.bearsTheSameNameAs':
    '{actor} {key} har samma namn som posten som skulle skapas; om det är den sade ERP inte. Koppla den eller skapa på nytt.',
  'told.sync.itIsNotCertainWhich': 'Det är osäkert vilken av {keys} som skapades för den här posten. Koppla den rätta.',
  'told.sync.isNotMappedOnActivate': '{actor} är inte kopplad till fält i {connection}. Aktivera fältkopplingen först.',
  'told.sync.isNotMappedOnChoose': '{actor} är inte kopplad till fält i {connection}. Välj en annan aktörtyp.',
  'told.sync.isNotMappedToOn': '{actor} är inte kopplad till {kind} i {connection}.',
  'told.sync.isNotMappedToA': '{actor} är inte kopplad till {kind} i {connection}. Välj en annan aktörtyp.',
  'told.sync.theIsNotInThe': '{kind} {id} finns inte i CRM.',
  'told.sync.theRecordAlreadyHasA': 'Posten är redan kopplad i den här kopplingen. Koppla från den först.',
  'told.sync.connectThePersonsCompanyOn': 'Koppla först kontaktens företag i den här kopplingen.',
  'told.sync.theRecordWasDeletedIn': 'Posten har tagits bort i CRM.',
  'told.sync.theWasDeletedInThe': '{kind} togs bort i CRM.',
  'told.sync.itIsUnderWay': 'Det är på väg.',
  'told.sync.ofWouldBeCreatedIn':
    '{number} av typen {actor} skulle skapas i {connection} inom 24 timmar och {most} är tillåtna: stoppat. Godkänn eller avvisa.',
  'told.sync.rejectedItIsNotCreated': 'Avvisat: den skapas inte.',
  'told.sync.theRecordWasCreatedIn': '{why} Posten skapades i ERP och är inte kopplad.',
  'told.sync.createdAs': 'Skapad som {actor} {key}.',
  'told.sync.theErpAnsweredForKeys':
    'ERP svarade för nycklar som ingen frågat efter ({number}), till exempel {key}. De ignoreras.',
  'told.sync.theMappingWasChanged': 'Fältkopplingen ändrades.',
  'told.sync.theConnectorFailedTellIts': 'Connectorn svek: {why} Meddela dess tillverkare.',
  'told.sync.thereIsNoImportBegin': 'Det finns ingen import {id}. Börja om med sökningen.',
  'told.sync.theSearchWasCancelled': 'Sökningen avbröts.',
  'told.sync.theFirstAreShownSearch': 'De första {number} visas. Begränsa sökningen.',
  'told.sync.isNotAMappedField': '{name} är inget kopplat fält för {actor} i {connection}. Välj ett som är kopplat.',
  'told.sync.theHubIsStoppingAsk': 'Hubben stannar; be om det igen.',
  'told.sync.theErpNoLongerReturns': 'ERP returnerar inte längre {actor} {key}.',
  'told.sync.isNoLongerInThe': '{actor} {key} finns inte längre i ERP. Kopplingen behålls; ingenting tas bort.',
  'told.sync.recordsCarryALastmodifiedThat':
    '{connection}: Poster har en LastModified som inte går att ordna eller ligger långt fram ({number}, till exempel {value}). De synkroniseras men flyttar inte läsmärket.',
  'told.sync.changedOnBothSidesA': '{field} ändrades på båda sidor: en person avgör.',
  'told.sync.holdsACharacterThatIs':
    '{name} innehåller ett tecken som inte är text (NUL eller ett halvt teckenpar). Rätta det i ERP.',
  'told.sync.isNoLongerSynced': '{name} synkroniseras inte längre.',
  'told.sync.theWasLinkedToSince': '{kind} har sedan dess kopplats till {key}.',
  'told.sync.wouldBeSentAsApproved': '{name} skulle skickas som {now}, godkänt var {approved}.',
  'told.sync.theRecordWasChangedWhile': 'Posten ändrades medan planen utfördes.',
  'told.sync.anotherWriteOfToThe': 'En annan skrivning av {name} till ERP är på väg. Försök igen när den är klar.',
  'told.sync.theRestOfPlanKeeps': '{why} Resten av plan {id} är fortfarande godkänd: utför den igen.',
  'told.sync.theRecordWasLinkedAnew': 'Posten har kopplats på nytt sedan dess.',
  'told.sync.theMappingOfWasChanged': 'Fältkopplingen för {name} har ändrats sedan dess.',
  'told.sync.wasSyncedOrDecidedOn':
    '{name} har synkroniserats eller avgjorts på annat sätt sedan dess, fast båda värdena är desamma igen.',
  'told.sync.theSyncPriorityOrWho':
    'Synkroniseringsprioriteten, eller vem som skrev värdet i CRM, har ändrats sedan dess.',
  'told.sync.wouldBeDecidedOtherwiseNow': '{name} skulle avgöras annorlunda nu: {what}.',
  'told.sync.nothingWouldBeWritten': 'ingenting skulle skrivas',
  'told.sync.theValueChangedFromTo': 'Värdet i {side} ändrades från {whatBefore} till {whatNow}.',
  'told.sync.bothSidesOfStayAs':
    'Båda sidor av {name} förblir som de är: inte godkänt i plan {id}. En senare ändring förs över igen.',
  'told.sync.theRecordIsNoLonger': 'Posten är inte längre kopplad.',
  'told.sync.theRecordsAreNoLonger': 'Posterna är inte längre kopplade.',
  'told.sync.itsActorTypeIsNo': 'Aktörtypen synkroniseras inte längre.',
  'told.sync.theRecordIsSetAside': 'Posten är ställd åt sidan: dess status säger varför.',
  'told.sync.didNotReturnOrAn': '{connection} returnerade inte {actor} {key}, eller bara en äldre version.',
  'told.sync.thereIsNoPlanOn': 'Det finns ingen plan {id} för den här kopplingen. Se listan under Planer.',
  'told.sync.planHasExpiredAPlan': 'Plan {id} har gått ut: en plan kan utföras i sju dagar. Gör en ny.',
  'told.sync.planIsStillBeingMade': 'Plan {id} görs fortfarande. Vänta tills den är klar.',
  'told.sync.nothingOfPlanIsApproved': 'Inget i plan {id} är godkänt. Godkänn först på sidan för plan {same}.',
  'told.sync.planWasAppliedAlreadyMake': 'Plan {id} har redan utförts. Gör en ny.',
  'told.sync.planWasRejectedMakeA': 'Plan {id} avvisades. Gör en ny.',
  'told.sync.planHasExpiredMakeA': 'Plan {id} har gått ut. Gör en ny.',
  'told.sync.planIsVoidTheHub': 'Plan {id} gäller inte längre: hubben har återställts sedan den gjordes. Gör en ny.',
  'told.sync.planWasAppliedAlreadyUndo': 'Plan {id} har redan utförts. Ångra körningen i stället.',
  'told.sync.planWasRejectedAlready': 'Plan {id} är redan avvisad.',
  'told.sync.planIsBeingAppliedCancel': 'Plan {id} utförs just nu. Avbryt det först.',
  'told.sync.changedInTheErpBut':
    '{name} ändrades i ERP, men riktningen är CRM till ERP: värdet behålls tills CRM ändras.',
  'told.sync.changedInTheCrmBut':
    '{field} ändrades i CRM, men riktningen är ERP till CRM: värdet behålls tills ERP ändras.',
  'told.sync.theLinkWasRemovedAgain': 'Kopplingen togs bort igen innan värdena hade stämts av.',
  'told.sync.connectedToAnExistingRecord': 'Kopplad till en befintlig post i stället.',
  'told.sync.aNewRecordIsCreatedAll': 'En ny post skapas ändå.',
  'told.sync.hasNo': '{connection} har ingen {actor} {key}.',
  'told.sync.hasNoItMayHave': '{connection} har ingen {actor} {key}. Den kan ha tagits bort eller numrerats om där.',
  'told.sync.lookAtTheRecord': 'Titta på posten.',
  'told.sync.linkedCouldNotBeAgreed': 'Kopplad; {names} kunde inte stämmas av som valt. {why}',
  'told.sync.linkedTheValuesFollowWhen': 'Kopplad; värdena följer när ERP svarar. {why}',
  'told.sync.doneTheValuesFollowWhen': 'Klart; värdena följer när ERP svarar. {why}',
  'told.sync.theCrmHasTheChosen': 'CRM har det valda värdet; ERP får det när det svarar igen. {why}',
  'told.sync.theRecordOrTheErp':
    'Posten eller ERP-nyckeln är redan kopplad i den här kopplingen. Koppla från den först.',
  'told.sync.aPersonCanBeConnected':
    'En kontakt kan kopplas när företaget är kopplat där, och bara till en kontakt på det företaget.',
  'told.sync.rejectedBothSidesStayAs': 'Avvisat: båda sidor förblir som de är.',
  'told.sync.theHasNoLinkOn': '{kind} {id} är inte kopplad i {connection}. Koppla först.',
  'told.sync.theIsNotConnectedOn': '{kind} {id} är inte kopplad i {connection}. Koppla först.',
  'told.sync.theIsNotConnectedThere': '{kind} {id} är inte kopplad där. Koppla först.',
  'told.sync.ofFieldsArePutBack': '{why} {done} av {total} fält är återställda; be om resten igen.',
  'told.sync.isNotHeld': '{connection} är inte stoppad.',
  'told.sync.letGoOn': '{who} lät {connection} fortsätta.',
  'told.sync.thereIsNoLinkOn': 'Det finns ingen koppling {id} i {connection}.',
  'told.sync.isNotHeldBecauseOf': '{actor} {key} är inte stoppad på grund av nyckeln.',
  'told.sync.saidThatIsTheSame': '{who} sade att {actor} {key} är samma post.',
  'told.sync.thereIsNoOpenProposal': 'Det finns inget öppet förslag {id} i {connection}.',
  'told.sync.noLongerHas': '{connection} har inte längre {actor} {key}.',
  'told.sync.isConnectedToAnotherRecord': '{actor} {key} är nu kopplad till en annan post.',
  'told.sync.hasTheKeyNow': '{actor} {key} har nu nyckeln {now}.',
  'told.sync.theLinkOfHasChanged': 'Kopplingen för {actor} {key} har ändrats sedan dess. Titta på den igen.',
  'told.sync.seemsToHaveBeenRestored':
    '{connection} verkar ha återställts från en säkerhetskopia: {older} av {links} kopplade poster är äldre än när de senast sågs. Synkroniseringen vilar. Titta på planen över skillnaderna och utför den, eller låt {same} fortsätta med ERP som det är nu.',
  'told.sync.theKeyMayHaveBeen':
    'Nyckeln {actor} {key} kan ha getts till en annan post: {name} var ”{was}”, nu är det ”{now}”. Bekräfta att det är samma eller koppla från den.',
  'told.sync.waitsItsCompanyIsNot':
    '{actor} {key} väntar: företaget är inte kopplat i {connection}. Koppla företaget eller koppla från kontakten.',
  'told.sync.waitsInTheErpIt':
    '{actor} {key} väntar: i ERP hör den till {parentType} {parentKey}, men företaget är kopplat till {actorOfCompany} {companyKey}. Flytta den på en av sidorna eller koppla från den.',
  'told.sync.wouldBeEmptiedInOn':
    '{field} skulle tömmas i {side} på {number} poster inom 24 timmar och {most} är tillåtna: stoppat. Godkänn eller avvisa.',
  'told.sync.wouldBeSetToIn':
    '{field} skulle sättas till {value} i {side} på {number} poster inom 24 timmar och {most} är tillåtna: stoppat. Godkänn eller avvisa.',
  'told.sync.isTurnedBackAndForth':
    '{field} ändras fram och tillbaka av {connections}: stoppat på alla poster. Låt båda skriva det på samma sätt och godkänn eller avvisa sedan.',
  'told.sync.theErpValueMovedBefore': 'Värdet i ERP ändrades innan det skrevs.',
  'told.sync.theLinkWasRemovedMeanwhile': 'Kopplingen togs bort under tiden.',
  'told.sync.writtenToWhoseLinkWas': 'Skrivet till {actor} {key}, vars koppling togs bort under tiden.',
  'told.sync.ofMayHaveBeenOverwritten':
    '{name} för {actor} {key} kan ha skrivits över; skrivningen bekräftades aldrig.',
  'told.sync.theErpDidNotConfirm': 'ERP bekräftade inte ändringen och visar den inte.',
  'told.sync.itDidNotArriveIn': 'Det kom inte fram till ERP; skickat igen.',
  'told.sync.itDidNotArriveInThe': 'Det kom inte fram till ERP; avgjort på nytt.',
  'told.sync.theRecordWasChangedJust': 'Posten ändrades just nu. Titta igen.',
  'told.sync.theConflictIsAlreadySettled': 'Konflikten är redan löst.',
  'told.sync.theIsNoLongerIn': '{kind} finns inte längre i CRM.',
  'told.sync.theOtherValueOfA': 'Det andra värdet i en konflikt valdes.',
  'told.sync.wasChangedInTheCrm':
    '{field} ändrades i CRM och ERP har det inte ännu. Synkronisera först och titta igen.',
  'told.sync.theErpDoesNotAnswer': 'ERP svarar inte för den här posten. Försök igen senare.',
  'told.sync.theKeyHasCharactersAnd': 'Nyckeln {actor} {key}… har {length} tecken och högst {most} kan sparas.',
  'told.sync.noAnswerForMs': 'Inget svar på {ms} ms.',
  'told.sync.theDatabaseCannotBeReached': 'Databasen kan inte nås. Hubben fortsätter av sig själv när det går.',
  'told.sync.theCycleFailedUnexpectedlyThe':
    'Körningen misslyckades oväntat; hubbens logg säger var. Andra kopplingar fortsätter.',
  'told.sync.aTurnEndedWithoutIts': 'En körning slutade utan sin arbetare; kopplingen tas upp igen.',
  'told.sync.thisHubWasRestoredFrom':
    'Den här hubben har återställts från en säkerhetskopia. Ingenting skrivs till ERP förrän du för {connection} bekräftar att den ursprungliga hubben är stoppad.',
  'told.sync.thisHubWasRestoredFromA':
    'Den här hubben har återställts från en säkerhetskopia och den ursprungliga är stoppad. Titta på planen över skillnaderna och utför den, eller låt {connection} fortsätta.',
  'told.sync.auditOfListsNothingThat':
    'Jämförelse {id} av {connection} visar inga skillnader, eller så har en nyare tagit dess plats. Titta på den senaste.',
  'told.sync.theLeaseOfConnectionWas': 'En annan arbetare har tagit över koppling {id}.',
  'told.sync.wouldBeInOnRecords':
    '{field} skulle ändras ({what}) i {side} på {number} poster inom 24 timmar och {most} är tillåtna: stoppat. Godkänn eller avvisa.',
  'told.sync.theLinkWasRemovedBeforeThe': 'Kopplingen togs bort innan skapandet hade bekräftats.',
  'told.sync.theErpDidNotSay':
    'ERP sade inte om posten skapades och sökningen kan inte visa det. Titta i ERP och koppla den eller skapa på nytt.',
};
