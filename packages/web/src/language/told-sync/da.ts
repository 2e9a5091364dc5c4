import type { ToldSyncMessages } from './load.ts';

export const messages: ToldSyncMessages = {
  'told.sync.mustNotBeBlankIn': '{field} må ikke være tomt i CRM.',
  'told.sync.mustNotBeBlankInThe': '{name} må ikke være tomt i ERP.',
  'told.sync.mustBeFilledIn': '{name} skal udfyldes.',
  'told.sync.itemHasNoCounterpartIn':
    '{name}: Elementet {item} har intet modstykke i CRM. Tilknyt det i listetilknytningen.',
  'told.sync.itemHasNoCounterpartInErp':
    '{field}: Elementet {item} har intet modstykke i ERP. Tilknyt det i listetilknytningen.',
  'told.sync.andDoNotFitChoose':
    '{erp} ({typeOfErp}) og {fieldOfCrm} ({typeOfCrm}) passer ikke sammen. Vælg et andet felt under Tilknytninger.',
  'told.sync.takesCharactersHas': '{field} har plads til {most} tegn; {value} har {length}.',
  'told.sync.isNotANumber': '{field}: {value} er ikke et tal.',
  'told.sync.takesWholeNumbersIsNot': '{field} tager kun heltal, og {value} er ikke et heltal.',
  'told.sync.takesYesOrNoIs': '{field} tager ja eller nej; {value} er ingen af delene.',
  'told.sync.isNotADateAnd': '{field}: {value} er ikke dato og klokkeslæt.',
  'told.sync.isNotADate': '{field}: {value} er ikke en dato.',
  'told.sync.isADateWithoutTime': '{field} er en dato uden klokkeslæt; {value} har et klokkeslæt.',
  'told.sync.doesNotExistInThe': '{field}: {value} findes ikke i tidszonen {zone}.',
  'told.sync.isNeitherEncodedNor':
    '"{value}" er hverken kodet eller, som {culture} skriver det. Vælg på linket den skrivemåde, som connectoren bruger.',
  'told.sync.theCrmsValueMayNot':
    '{field}: Værdien i CRM må ikke overskrives, så den bliver stående. Vælg værdien fra CRM.',
  'told.sync.theErpsValueMayNot':
    '{field}: Værdien i ERP må ikke overskrives, så den bliver stående. Vælg værdien fra ERP.',
  'told.sync.theLinkWasRemovedBefore': 'Tilknytningen blev fjernet, før den blev sendt.',
  'told.sync.theErpAlreadyHasWith':
    'ERP har allerede {actor} {keys} med de samme værdier. Tilknyt den, eller bekræft, at der skal oprettes en ny.',
  'told.sync.thePersonsCompanyIsNot': 'Personens firma er ikke tilknyttet i {connection}. Tilknyt firmaet først.',
  'told.sync.createdInTheErpAs': 'Oprettet i ERP som {key} og ladt stå dér: Tilknytningen blev fjernet imens.',
  'told.sync.bearsTheSameNameAs':
    '{actor} {key} har samme navn som posten, der skulle oprettes; om det er den, sagde ERP ikke. Tilknyt den, eller opret igen.',
  'told.sync.itIsNotCertainWhich':
    'Det er usikkert, hvilken af {keys} der blev oprettet til denne post. Tilknyt den rigtige.',
  'told.sync.isNotMappedOnActivate': '{actor} er ikke tilknyttet felter i {connection}. Aktivér tilknytningen først.',
  'told.sync.isNotMappedOnChoose': '{actor} er ikke tilknyttet felter i {connection}. Vælg en anden aktørtype.',
  'told.sync.isNotMappedToOn': '{actor} er ikke tilknyttet {kind} i {connection}.',
  'told.sync.isNotMappedToA': '{actor} er ikke tilknyttet {kind} i {connection}. Vælg en anden aktørtype.',
  'told.sync.theIsNotInThe': '{kind} {id} findes ikke i CRM.',
  'told.sync.theRecordAlreadyHasA': 'Posten er allerede tilknyttet i dette link. Afbryd den først.',
  'told.sync.connectThePersonsCompanyOn': 'Tilknyt først personens firma i dette link.',
  'told.sync.theRecordWasDeletedIn': 'Posten er slettet i CRM.',
  'told.sync.theWasDeletedInThe': '{kind} blev slettet i CRM.',
  'told.sync.itIsUnderWay': 'Det er undervejs.',
  'told.sync.ofWouldBeCreatedIn':
    '{number} af typen {actor} ville blive oprettet i {connection} inden for 24 timer, og {most} er tilladt: standset. Godkend eller afvis.',
  'told.sync.rejectedItIsNotCreated': 'Afvist: Den oprettes ikke.',
  'told.sync.theRecordWasCreatedIn': '{why} Posten blev oprettet i ERP og er ikke tilknyttet.',
  'told.sync.createdAs': 'Oprettet som {actor} {key}.',
  'told.sync.theErpAnsweredForKeys':
    'ERP svarede for nøgler, der ikke blev spurgt om ({number}), f.eks. {key}. De ignoreres.',
  'told.sync.theMappingWasChanged': 'Tilknytningen blev ændret.',
  'told.sync.theConnectorFailedTellIts': 'Connectoren svigtede: {why} Fortæl det til producenten.',
  'told.sync.thereIsNoImportBegin': 'Der findes ingen import {id}. Begynd forfra med søgningen.',
  'told.sync.theSearchWasCancelled': 'Søgningen blev annulleret.',
  'told.sync.theFirstAreShownSearch': 'De første {number} vises. Afgræns søgningen.',
  'told.sync.isNotAMappedField':
    '{name} er ikke et tilknyttet felt for {actor} i {connection}. Vælg et, der er tilknyttet.',
  'told.sync.theHubIsStoppingAsk': 'Hubben er ved at stoppe; bed om det igen.',
  'told.sync.theErpNoLongerReturns': 'ERP returnerer ikke længere {actor} {key}.',
  'told.sync.isNoLongerInThe': '{actor} {key} findes ikke længere i ERP. Tilknytningen bevares; intet slettes.',
  'told.sync.recordsCarryALastmodifiedThat':
    '{connection}: Poster har en LastModified, der ikke kan ordnes eller ligger langt fremme ({number}, f.eks. {value}). De synkroniseres, men flytter ikke læsemærket.',
  'told.sync.changedOnBothSidesA': '{field} blev ændret på begge sider: En person afgør det.',
  'told.sync.holdsACharacterThatIs':
    '{name} indeholder et tegn, der ikke er tekst (NUL eller et halvt tegnpar). Ret det i ERP.',
  'told.sync.isNoLongerSynced': '{name} synkroniseres ikke længere.',
  'told.sync.theWasLinkedToSince': '{kind} er siden blevet tilknyttet {key}.',
  'told.sync.wouldBeSentAsApproved': '{name} ville blive sendt som {now}, godkendt var {approved}.',
  'told.sync.theRecordWasChangedWhile': 'Posten blev ændret, mens planen blev udført.',
  'told.sync.anotherWriteOfToThe': 'En anden skrivning af {name} til ERP er undervejs. Prøv igen, når den er færdig.',
  'told.sync.theRestOfPlanKeeps': '{why} Resten af plan {id} er fortsat godkendt: Udfør den igen.',
  'told.sync.theRecordWasLinkedAnew': 'Posten er siden blevet tilknyttet på ny.',
  'told.sync.theMappingOfWasChanged': 'Tilknytningen af {name} er ændret siden.',
  'told.sync.wasSyncedOrDecidedOn':
    '{name} er synkroniseret eller afgjort anderledes siden, selv om begge værdier er de samme igen.',
  'told.sync.theSyncPriorityOrWho': 'Synkroniseringsprioriteten, eller hvem der skrev værdien i CRM, er ændret siden.',
  'told.sync.wouldBeDecidedOtherwiseNow': '{name} ville blive afgjort anderledes nu: {what}.',
  'told.sync.nothingWouldBeWritten': 'intet ville blive skrevet',
  'told.sync.theValueChangedFromTo': 'Værdien i {side} blev ændret fra {whatBefore} til {whatNow}.',
  'told.sync.bothSidesOfStayAs':
    'Begge sider af {name} forbliver, som de er: ikke godkendt i plan {id}. En senere ændring overføres igen.',
  'told.sync.theRecordIsNoLonger': 'Posten er ikke længere tilknyttet.',
  'told.sync.theRecordsAreNoLonger': 'Posterne er ikke længere tilknyttet hinanden.',
  'told.sync.itsActorTypeIsNo': 'Aktørtypen synkroniseres ikke længere.',
  'told.sync.theRecordIsSetAside': 'Posten er sat til side: Dens status siger hvorfor.',
  'told.sync.didNotReturnOrAn': '{connection} returnerede ikke {actor} {key}, eller kun en ældre udgave.',
  'told.sync.thereIsNoPlanOn': 'Der findes ingen plan {id} for dette link. Se listen under Planer.',
  'told.sync.planHasExpiredAPlan': 'Plan {id} er udløbet: En plan kan udføres i syv dage. Lav en ny.',
  'told.sync.planIsStillBeingMade': 'Plan {id} er ved at blive lavet. Vent, til den er færdig.',
  'told.sync.nothingOfPlanIsApproved': 'Intet i plan {id} er godkendt. Godkend først på siden for plan {same}.',
  'told.sync.planWasAppliedAlreadyMake': 'Plan {id} er allerede udført. Lav en ny.',
  'told.sync.planWasRejectedMakeA': 'Plan {id} blev afvist. Lav en ny.',
  'told.sync.planHasExpiredMakeA': 'Plan {id} er udløbet. Lav en ny.',
  'told.sync.planIsVoidTheHub': 'Plan {id} gælder ikke længere: Hubben er gendannet, siden den blev lavet. Lav en ny.',
  'told.sync.planWasAppliedAlreadyUndo': 'Plan {id} er allerede udført. Fortryd kørslen i stedet.',
  'told.sync.planWasRejectedAlready': 'Plan {id} er allerede afvist.',
  'told.sync.planIsBeingAppliedCancel': 'Plan {id} er ved at blive udført. Annuller det først.',
  'told.sync.changedInTheErpBut':
    '{name} blev ændret i ERP, men retningen er CRM til ERP: Værdien bevares, til CRM ændres.',
  'told.sync.changedInTheCrmBut':
    '{field} blev ændret i CRM, men retningen er ERP til CRM: Værdien bevares, til ERP ændres.',
  'told.sync.theLinkWasRemovedAgain': 'Tilknytningen blev fjernet igen, før værdierne var afstemt.',
  'told.sync.connectedToAnExistingRecord': 'Tilknyttet en eksisterende post i stedet.',
  'told.sync.aNewRecordIsCreatedAll': 'En ny post oprettes alligevel.',
  'told.sync.hasNo': '{connection} har ingen {actor} {key}.',
  'told.sync.hasNoItMayHave': '{connection} har ingen {actor} {key}. Den kan være slettet eller omnummereret dér.',
  'told.sync.lookAtTheRecord': 'Se på posten.',
  'told.sync.linkedCouldNotBeAgreed': 'Tilknyttet; {names} kunne ikke afstemmes som valgt. {why}',
  'told.sync.linkedTheValuesFollowWhen': 'Tilknyttet; værdierne følger, når ERP svarer. {why}',
  'told.sync.doneTheValuesFollowWhen': 'Udført; værdierne følger, når ERP svarer. {why}',
  'told.sync.theCrmHasTheChosen': 'CRM har den valgte værdi; ERP får den, når det svarer igen. {why}',
  'told.sync.theRecordOrTheErp': 'Posten eller ERP-nøglen er allerede tilknyttet i dette link. Afbryd den først.',
  'told.sync.aPersonCanBeConnected':
    'En person kan tilknyttes, når firmaet er tilknyttet dér, og kun til en person i det firma.',
  'told.sync.rejectedBothSidesStayAs': 'Afvist: Begge sider forbliver, som de er.',
  'told.sync.theHasNoLinkOn': '{kind} {id} er ikke tilknyttet i {connection}. Tilknyt først.',
  'told.sync.theIsNotConnectedOn': '{kind} {id} er ikke tilknyttet i {connection}. Tilknyt først.',
  'told.sync.theIsNotConnectedThere': '{kind} {id} er ikke tilknyttet dér. Tilknyt først.',
  'told.sync.ofFieldsArePutBack': '{why} {done} af {total} felter er sat tilbage; bed om resten igen.',
  'told.sync.isNotHeld': '{connection} er ikke standset.',
  'told.sync.letGoOn': '{who} lod {connection} fortsætte.',
  'told.sync.thereIsNoLinkOn': 'Der findes ingen tilknytning {id} i {connection}.',
  'told.sync.isNotHeldBecauseOf': '{actor} {key} er ikke standset på grund af nøglen.',
  'told.sync.saidThatIsTheSame': '{who} sagde, at {actor} {key} er den samme post.',
  'told.sync.thereIsNoOpenProposal': 'Der findes intet åbent forslag {id} i {connection}.',
  'told.sync.noLongerHas': '{connection} har ikke længere {actor} {key}.',
  'told.sync.isConnectedToAnotherRecord': '{actor} {key} er nu tilknyttet en anden post.',
  'told.sync.hasTheKeyNow': '{actor} {key} har nu nøglen {now}.',
  'told.sync.theLinkOfHasChanged': 'Tilknytningen til {actor} {key} er ændret siden. Se på den igen.',
  'told.sync.seemsToHaveBeenRestored':
    '{connection} ser ud til at være gendannet fra en sikkerhedskopi: {older} af {links} tilknyttede poster er ældre, end da de sidst blev set. Synkroniseringen hviler. Se på planen over forskellene, og udfør den, eller lad {same} fortsætte med ERP, som det er nu.',
  'told.sync.theKeyMayHaveBeen':
    'Nøglen {actor} {key} kan være givet til en anden post: {name} var »{was}«, nu er det »{now}«. Bekræft, at det er den samme, eller afbryd den.',
  'told.sync.waitsItsCompanyIsNot':
    '{actor} {key} venter: Firmaet er ikke tilknyttet i {connection}. Tilknyt firmaet, eller afbryd personen.',
  'told.sync.waitsInTheErpIt':
    '{actor} {key} venter: I ERP hører den til {parentType} {parentKey}, men firmaet er tilknyttet {actorOfCompany} {companyKey}. Flyt den på en af siderne, eller afbryd den.',
  'told.sync.wouldBeEmptiedInOn':
    '{field} ville blive tømt i {side} på {number} poster inden for 24 timer, og {most} er tilladt: standset. Godkend eller afvis.',
  'told.sync.wouldBeSetToIn':
    '{field} ville blive sat til {value} i {side} på {number} poster inden for 24 timer, og {most} er tilladt: standset. Godkend eller afvis.',
  'told.sync.isTurnedBackAndForth':
    '{field} ændres frem og tilbage af {connections}: standset på alle poster. Lad begge skrive det på samme måde, og godkend eller afvis derefter.',
  'told.sync.theErpValueMovedBefore': 'Værdien i ERP blev ændret, før der blev skrevet.',
  'told.sync.theLinkWasRemovedMeanwhile': 'Tilknytningen blev fjernet imens.',
  'told.sync.writtenToWhoseLinkWas': 'Skrevet til {actor} {key}, hvis tilknytning blev fjernet imens.',
  'told.sync.ofMayHaveBeenOverwritten':
    '{name} for {actor} {key} kan være overskrevet; skrivningen blev aldrig bekræftet.',
  'told.sync.theErpDidNotConfirm': 'ERP bekræftede ikke ændringen og viser den ikke.',
  'told.sync.itDidNotArriveIn': 'Det nåede ikke frem til ERP; sendt igen.',
  'told.sync.itDidNotArriveInThe': 'Det nåede ikke frem til ERP; afgjort på ny.',
  'told.sync.theRecordWasChangedJust': 'Posten er lige blevet ændret. Se igen.',
  'told.sync.theConflictIsAlreadySettled': 'Konflikten er allerede løst.',
  'told.sync.theIsNoLongerIn': '{kind} findes ikke længere i CRM.',
  'told.sync.theOtherValueOfA': 'Den anden værdi i en konflikt blev valgt.',
  'told.sync.wasChangedInTheCrm':
    '{field} blev ændret i CRM, og ERP har det ikke endnu. Synkroniser først, og se igen.',
  'told.sync.theErpDoesNotAnswer': 'ERP svarer ikke for denne post. Prøv igen senere.',
  'told.sync.theKeyHasCharactersAnd': 'Nøglen {actor} {key}… har {length} tegn, og højst {most} kan gemmes.',
  'told.sync.noAnswerForMs': 'Intet svar i {ms} ms.',
  'told.sync.theDatabaseCannotBeReached': 'Databasen kan ikke nås. Hubben fortsætter af sig selv, når den kan.',
  'told.sync.theCycleFailedUnexpectedlyThe': 'Kørslen fejlede uventet; hubbens log siger hvor. Andre links fortsætter.',
  'told.sync.aTurnEndedWithoutIts': 'En kørsel sluttede uden sin worker; linket tages op igen.',
  'told.sync.thisHubWasRestoredFrom':
    'Denne hub er gendannet fra en sikkerhedskopi. Intet skrives til ERP, før du for {connection} bekræfter, at den oprindelige hub er stoppet.',
  'told.sync.thisHubWasRestoredFromA':
    'Denne hub er gendannet fra en sikkerhedskopi, og den oprindelige er stoppet. Se på planen over forskellene, og udfør den, eller lad {connection} fortsætte.',
  'told.sync.auditOfListsNothingThat':
    'Sammenligning {id} af {connection} viser ingen forskelle, eller en nyere har taget dens plads. Se på den nyeste.',
  'told.sync.theLeaseOfConnectionWas': 'En anden worker har overtaget link {id}.',
  'told.sync.wouldBeInOnRecords':
    '{field} ville blive ændret ({what}) i {side} på {number} poster inden for 24 timer, og {most} er tilladt: standset. Godkend eller afvis.',
  'told.sync.theLinkWasRemovedBeforeThe': 'Tilknytningen blev fjernet, før oprettelsen var bekræftet.',
  'told.sync.theErpDidNotSay':
    'ERP sagde ikke, om posten blev oprettet, og søgningen kan ikke vise det. Se i ERP, og tilknyt den eller opret igen.',
};
