import type { ToldSyncMessages } from './load.ts';

export const messages: ToldSyncMessages = {
  'told.sync.mustNotBeBlankIn': '{field} kan ikke være tomt i CRM.',
  'told.sync.mustNotBeBlankInThe': '{name} kan ikke være tomt i ERP.',
  'told.sync.mustBeFilledIn': '{name} må fylles ut.',
  'told.sync.itemHasNoCounterpartIn':
    '{name}: Elementet {item} har ikke noe motstykke i CRM. Tilordne det i listetilordningen.',
  'told.sync.itemHasNoCounterpartInErp':
    '{field}: Elementet {item} har ikke noe motstykke i ERP. Tilordne det i listetilordningen.',
  'told.sync.andDoNotFitChoose':
    '{erp} ({typeOfErp}) og {fieldOfCrm} ({typeOfCrm}) passer ikke sammen. Velg et annet felt i Tilordninger.',
  'told.sync.takesCharactersHas': '{field} har plass til {most} tegn; {value} har {length}.',
  'told.sync.isNotANumber': '{field}: {value} er ikke et tall.',
  'told.sync.takesWholeNumbersIsNot': '{field} tar bare heltall, og {value} er ikke et heltall.',
  'told.sync.takesYesOrNoIs': '{field} tar ja eller nei; {value} er ingen av delene.',
  'told.sync.isNotADateAnd': '{field}: {value} er ikke dato og klokkeslett.',
  'told.sync.isNotADate': '{field}: {value} er ikke en dato.',
  'told.sync.isADateWithoutTime': '{field} er en dato uten klokkeslett; {value} har et klokkeslett.',
  'told.sync.doesNotExistInThe': '{field}: {value} finnes ikke i tidssonen {zone}.',
  'told.sync.isNeitherEncodedNor':
    '"{value}" er verken kodet eller slik {culture} skriver det. Velg skrivemåten som connectoren bruker, på koblingen.',
  'told.sync.theCrmsValueMayNot':
    '{field}: Verdien i CRM kan ikke overskrives, så den blir stående. Velg verdien fra CRM.',
  'told.sync.theErpsValueMayNot':
    '{field}: Verdien i ERP kan ikke overskrives, så den blir stående. Velg verdien fra ERP.',
  'told.sync.theLinkWasRemovedBefore': 'Tilknytningen ble fjernet før den ble sendt.',
  'told.sync.theErpAlreadyHasWith':
    'ERP har allerede {actor} {keys} med de samme verdiene. Knytt til den, eller bekreft at det skal opprettes en ny.',
  'told.sync.thePersonsCompanyIsNot':
    'Firmaet til personen er ikke tilknyttet i {connection}. Knytt til firmaet først.',
  'told.sync.createdInTheErpAs': 'Opprettet i ERP som {key} og latt stå der: Tilknytningen ble fjernet imens.',
  'told.sync.bearsTheSameNameAs':
    '{actor} {key} har samme navn som posten som skulle opprettes; ERP sa ikke om det er den. Knytt til den, eller opprett på nytt.',
  'told.sync.itIsNotCertainWhich':
    'Det er usikkert hvilken av {keys} som ble opprettet for denne posten. Knytt til den riktige.',
  'told.sync.isNotMappedOnActivate': '{actor} er ikke tilordnet i {connection}. Aktiver tilordningen først.',
  'told.sync.isNotMappedOnChoose': '{actor} er ikke tilordnet i {connection}. Velg en annen aktørtype.',
  'told.sync.isNotMappedToOn': '{actor} er ikke tilordnet {kind} i {connection}.',
  'told.sync.isNotMappedToA': '{actor} er ikke tilordnet {kind} i {connection}. Velg en annen aktørtype.',
  'told.sync.theIsNotInThe': '{kind} {id} finnes ikke i CRM.',
  'told.sync.theRecordAlreadyHasA': 'Posten er allerede tilknyttet i denne koblingen. Koble den fra først.',
  'told.sync.connectThePersonsCompanyOn': 'Knytt først til firmaet til personen i denne koblingen.',
  'told.sync.theRecordWasDeletedIn': 'Posten er slettet i CRM.',
  'told.sync.theWasDeletedInThe': '{kind} ble slettet i CRM.',
  'told.sync.itIsUnderWay': 'Det er underveis.',
  'told.sync.ofWouldBeCreatedIn':
    '{number} av typen {actor} ville bli opprettet i {connection} innen 24 timer, og {most} er tillatt: stanset. Godkjenn eller avvis.',
  'told.sync.rejectedItIsNotCreated': 'Avvist: Den opprettes ikke.',
  'told.sync.theRecordWasCreatedIn': '{why} Posten ble opprettet i ERP og er ikke tilknyttet.',
  'told.sync.createdAs': 'Opprettet som {actor} {key}.',
  'told.sync.theErpAnsweredForKeys':
    'ERP svarte for nøkler som det ikke ble spurt etter ({number}), som {key}. De ignoreres.',
  'told.sync.theMappingWasChanged': 'Tilordningen ble endret.',
  'told.sync.theConnectorFailedTellIts': 'Connectoren sviktet: {why} Si fra til leverandøren av den.',
  'told.sync.thereIsNoImportBegin': 'Det finnes ingen import {id}. Begynn med søket igjen.',
  'told.sync.theSearchWasCancelled': 'Søket ble avbrutt.',
  'told.sync.theFirstAreShownSearch': 'De første {number} vises. Avgrens søket.',
  'told.sync.isNotAMappedField':
    '{name} er ikke et tilordnet felt for {actor} i {connection}. Velg et som er tilordnet.',
  'told.sync.theHubIsStoppingAsk': 'Huben stopper; be om det igjen.',
  'told.sync.theErpNoLongerReturns': 'ERP returnerer ikke lenger {actor} {key}.',
  'told.sync.isNoLongerInThe': '{actor} {key} finnes ikke lenger i ERP. Tilknytningen beholdes; ingenting slettes.',
  'told.sync.recordsCarryALastmodifiedThat':
    '{connection}: Poster har en LastModified som ikke kan sorteres eller ligger langt frem i tid ({number}, som {value}). De synkroniseres, men flytter ikke markøren.',
  'told.sync.changedOnBothSidesA': '{field} ble endret på begge sider: En person avgjør.',
  'told.sync.holdsACharacterThatIs':
    '{name} inneholder et tegn som ikke er tekst (NUL eller et halvt tegnpar). Rett det i ERP.',
  'told.sync.isNoLongerSynced': '{name} synkroniseres ikke lenger.',
  'told.sync.theWasLinkedToSince': '{kind} er blitt knyttet til {key} siden.',
  'told.sync.wouldBeSentAsApproved': '{name} ville blitt sendt som {now}, godkjent var {approved}.',
  'told.sync.theRecordWasChangedWhile': 'Posten ble endret mens planen ble utført.',
  'told.sync.anotherWriteOfToThe': 'En annen skriving av {name} til ERP er underveis. Prøv igjen når den er ferdig.',
  'told.sync.theRestOfPlanKeeps': '{why} Resten av plan {id} er fortsatt godkjent: Utfør den igjen.',
  'told.sync.theRecordWasLinkedAnew': 'Posten er blitt tilknyttet på nytt siden.',
  'told.sync.theMappingOfWasChanged': 'Tilordningen av {name} er endret siden.',
  'told.sync.wasSyncedOrDecidedOn':
    '{name} er synkronisert eller avgjort på annen måte siden, selv om begge verdiene er de samme igjen.',
  'told.sync.theSyncPriorityOrWho': 'Synkroniseringsprioriteten, eller hvem som skrev verdien i CRM, er endret siden.',
  'told.sync.wouldBeDecidedOtherwiseNow': '{name} ville blitt avgjort annerledes nå: {what}.',
  'told.sync.nothingWouldBeWritten': 'ingenting ville bli skrevet',
  'told.sync.theValueChangedFromTo': 'Verdien i {side} ble endret fra {whatBefore} til {whatNow}.',
  'told.sync.bothSidesOfStayAs':
    'Begge sider av {name} blir som de er: ikke godkjent i plan {id}. En senere endring overføres igjen.',
  'told.sync.theRecordIsNoLonger': 'Posten er ikke lenger tilknyttet.',
  'told.sync.theRecordsAreNoLonger': 'Postene er ikke lenger tilknyttet hverandre.',
  'told.sync.itsActorTypeIsNo': 'Aktørtypen synkroniseres ikke lenger.',
  'told.sync.theRecordIsSetAside': 'Posten er satt til side: Statusen sier hvorfor.',
  'told.sync.didNotReturnOrAn': '{connection} returnerte ikke {actor} {key}, eller bare en eldre utgave.',
  'told.sync.thereIsNoPlanOn': 'Det finnes ingen plan {id} for denne koblingen. Se listen under Planer.',
  'told.sync.planHasExpiredAPlan': 'Plan {id} er utløpt: En plan kan utføres i sju dager. Lag en ny.',
  'told.sync.planIsStillBeingMade': 'Plan {id} lages fortsatt. Vent til den er ferdig.',
  'told.sync.nothingOfPlanIsApproved': 'Ingenting i plan {id} er godkjent. Godkjenn først, på siden til plan {same}.',
  'told.sync.planWasAppliedAlreadyMake': 'Plan {id} er allerede utført. Lag en ny.',
  'told.sync.planWasRejectedMakeA': 'Plan {id} ble avvist. Lag en ny.',
  'told.sync.planHasExpiredMakeA': 'Plan {id} er utløpt. Lag en ny.',
  'told.sync.planIsVoidTheHub': 'Plan {id} gjelder ikke lenger: Huben er gjenopprettet siden den ble laget. Lag en ny.',
  'told.sync.planWasAppliedAlreadyUndo': 'Plan {id} er allerede utført. Angre kjøringen i stedet.',
  'told.sync.planWasRejectedAlready': 'Plan {id} er allerede avvist.',
  'told.sync.planIsBeingAppliedCancel': 'Plan {id} utføres nå. Avbryt det først.',
  'told.sync.changedInTheErpBut':
    '{name} ble endret i ERP, men retningen er CRM til ERP: Verdien beholdes til CRM endres.',
  'told.sync.changedInTheCrmBut':
    '{field} ble endret i CRM, men retningen er ERP til CRM: Verdien beholdes til ERP endres.',
  'told.sync.theLinkWasRemovedAgain': 'Tilknytningen ble fjernet igjen før verdiene var avstemt.',
  'told.sync.connectedToAnExistingRecord': 'Knyttet til en eksisterende post i stedet.',
  'told.sync.aNewRecordIsCreatedAll': 'En ny post opprettes likevel.',
  'told.sync.hasNo': '{connection} har ingen {actor} {key}.',
  'told.sync.hasNoItMayHave':
    '{connection} har ingen {actor} {key}. Den kan være slettet eller ha fått nytt nummer der.',
  'told.sync.lookAtTheRecord': 'Se på posten.',
  'told.sync.linkedCouldNotBeAgreed': 'Tilknyttet; {names} kunne ikke avstemmes som valgt. {why}',
  'told.sync.linkedTheValuesFollowWhen': 'Tilknyttet; verdiene følger når ERP svarer. {why}',
  'told.sync.doneTheValuesFollowWhen': 'Fullført; verdiene følger når ERP svarer. {why}',
  'told.sync.theCrmHasTheChosen': 'CRM har den valgte verdien; ERP får den når det svarer igjen. {why}',
  'told.sync.theRecordOrTheErp':
    'Posten eller ERP-nøkkelen er allerede tilknyttet i denne koblingen. Koble den fra først.',
  'told.sync.aPersonCanBeConnected':
    'En person kan tilknyttes når firmaet er tilknyttet der, og bare til en person i det firmaet.',
  'told.sync.rejectedBothSidesStayAs': 'Avvist: Begge sider blir som de er.',
  'told.sync.theHasNoLinkOn': '{kind} {id} er ikke tilknyttet i {connection}. Knytt til først.',
  'told.sync.theIsNotConnectedOn': '{kind} {id} er ikke tilknyttet i {connection}. Knytt til først.',
  'told.sync.theIsNotConnectedThere': '{kind} {id} er ikke tilknyttet der. Knytt til først.',
  'told.sync.ofFieldsArePutBack': '{why} {done} av {total} felt er satt tilbake; be om resten igjen.',
  'told.sync.isNotHeld': '{connection} er ikke stanset.',
  'told.sync.letGoOn': '{who} lot {connection} fortsette.',
  'told.sync.thereIsNoLinkOn': 'Det finnes ingen tilknytning {id} i {connection}.',
  'told.sync.isNotHeldBecauseOf': '{actor} {key} er ikke stanset på grunn av nøkkelen.',
  'told.sync.saidThatIsTheSame': '{who} sa at {actor} {key} er den samme posten.',
  'told.sync.thereIsNoOpenProposal': 'Det finnes ikke noe åpent forslag {id} i {connection}.',
  'told.sync.noLongerHas': '{connection} har ikke lenger {actor} {key}.',
  'told.sync.isConnectedToAnotherRecord': '{actor} {key} er nå tilknyttet en annen post.',
  'told.sync.hasTheKeyNow': '{actor} {key} har nå nøkkelen {now}.',
  'told.sync.theLinkOfHasChanged': 'Tilknytningen til {actor} {key} er endret siden. Se på den igjen.',
  'told.sync.seemsToHaveBeenRestored':
    '{connection} ser ut til å være gjenopprettet fra en sikkerhetskopi: {older} av {links} tilknyttede poster er eldre enn sist de ble sett. Synkroniseringen hviler. Se på planen over det som er forskjellig og utfør den, eller la {same} fortsette med ERP slik det er nå.',
  'told.sync.theKeyMayHaveBeen':
    'Nøkkelen {actor} {key} kan være gitt til en annen post: {name} var «{was}», nå er det «{now}». Bekreft at det er den samme, eller koble den fra.',
  'told.sync.waitsItsCompanyIsNot':
    '{actor} {key} venter: Firmaet er ikke tilknyttet i {connection}. Knytt til firmaet, eller koble fra personen.',
  'told.sync.waitsInTheErpIt':
    '{actor} {key} venter: I ERP hører den til {parentType} {parentKey}, men firmaet er tilknyttet {actorOfCompany} {companyKey}. Flytt den på én av sidene, eller koble den fra.',
  'told.sync.wouldBeEmptiedInOn':
    '{field} ville bli tømt i {side} på {number} poster innen 24 timer, og {most} er tillatt: stanset. Godkjenn eller avvis.',
  'told.sync.wouldBeSetToIn':
    '{field} ville bli satt til {value} i {side} på {number} poster innen 24 timer, og {most} er tillatt: stanset. Godkjenn eller avvis.',
  'told.sync.isTurnedBackAndForth':
    '{field} endres frem og tilbake av {connections}: stanset på alle poster. La begge skrive det på samme måte, og godkjenn eller avvis deretter.',
  'told.sync.theErpValueMovedBefore': 'Verdien i ERP ble endret før det ble skrevet.',
  'told.sync.theLinkWasRemovedMeanwhile': 'Tilknytningen ble fjernet imens.',
  'told.sync.writtenToWhoseLinkWas': 'Skrevet til {actor} {key}, der tilknytningen ble fjernet imens.',
  'told.sync.ofMayHaveBeenOverwritten':
    '{name} for {actor} {key} kan være overskrevet; skrivingen ble aldri bekreftet.',
  'told.sync.theErpDidNotConfirm': 'ERP bekreftet ikke endringen og viser den ikke.',
  'told.sync.itDidNotArriveIn': 'Det kom ikke frem til ERP; sendt på nytt.',
  'told.sync.itDidNotArriveInThe': 'Det kom ikke frem til ERP; avgjort på nytt.',
  'told.sync.theRecordWasChangedJust': 'Posten ble nettopp endret. Se igjen.',
  'told.sync.theConflictIsAlreadySettled': 'Konflikten er allerede løst.',
  'told.sync.theIsNoLongerIn': '{kind} finnes ikke lenger i CRM.',
  'told.sync.theOtherValueOfA': 'Den andre verdien i en konflikt ble valgt.',
  'told.sync.wasChangedInTheCrm': '{field} ble endret i CRM, og ERP har det ikke ennå. Synkroniser først, og se igjen.',
  'told.sync.theErpDoesNotAnswer': 'ERP svarer ikke for denne posten. Prøv igjen senere.',
  'told.sync.theKeyHasCharactersAnd': 'Nøkkelen {actor} {key}… har {length} tegn, og høyst {most} kan lagres.',
  'told.sync.noAnswerForMs': 'Ikke noe svar på {ms} ms.',
  'told.sync.theDatabaseCannotBeReached': 'Databasen kan ikke nås. Huben fortsetter av seg selv når den kan.',
  'told.sync.theCycleFailedUnexpectedlyThe':
    'Kjøringen feilet uventet; hubens logg sier hvor. Andre koblinger fortsetter.',
  'told.sync.aTurnEndedWithoutIts': 'En kjøring ble avbrutt uten sin arbeider; koblingen tas opp igjen.',
  'told.sync.thisHubWasRestoredFrom':
    'Denne huben er gjenopprettet fra en sikkerhetskopi. Ingenting skrives til ERP før du bekrefter for {connection} at den opprinnelige huben er stoppet.',
  'told.sync.thisHubWasRestoredFromA':
    'Denne huben er gjenopprettet fra en sikkerhetskopi, og den opprinnelige er stoppet. Se på planen over det som er forskjellig og utfør den, eller la {connection} fortsette.',
  'told.sync.auditOfListsNothingThat':
    'Sammenligning {id} av {connection} viser ingen forskjeller, eller en nyere har tatt dens plass. Se på den nyeste.',
  'told.sync.theLeaseOfConnectionWas': 'En annen arbeider har overtatt kobling {id}.',
  'told.sync.wouldBeInOnRecords':
    '{field} ville bli endret ({what}) i {side} på {number} poster innen 24 timer, og {most} er tillatt: stanset. Godkjenn eller avvis.',
  'told.sync.theLinkWasRemovedBeforeThe': 'Tilknytningen ble fjernet før opprettingen var bekreftet.',
  'told.sync.theErpDidNotSay':
    'ERP sa ikke om posten ble opprettet, og søket kan ikke vise det. Se i ERP, og knytt til den eller opprett på nytt.',
};
