import type { ToldServiceMessages } from './load.ts';

export const messages: ToldServiceMessages = {
  'told.service.tryAgainInAWhile': 'Prøv igjen om en stund.',
  'told.service.readBeforeYouSendIt': 'Les før du sender igjen: Det kan ha skjedd.',
  'told.service.somebodyElseHasChangedThe':
    'Noen andre har endret de samme feltene siden du begynte. Ingenting er lagret. Velg hvilke verdier som skal gjelde.',
  'told.service.itIsNow': 'Det er {value} nå.',
  'told.service.theSyncDidNotFinish': 'Synkroniseringen ble ikke fullført.',
  'told.service.nameRowsOrAGroup': 'Velg rader eller en gruppe.',
  'told.service.itCouldNotBeCarried': 'Det kunne ikke utføres.',
  'told.service.lookAtTheConnectionIn': 'Se på koblingen i synkoversikten, rett det som står der, og prøv igjen.',
  'told.service.thereIsNoOrIt': '{kind} {id} finnes ikke eller er slettet. Søk på nytt.',
  'told.service.aHasNo': '{kind} har ikke feltet {field}.',
  'told.service.conflictIsNotOpenAny': 'Konflikt {id} er ikke lenger åpen. Se på listen igjen.',
  'told.service.connectionIsNotOpenTo':
    'Kobling {id} er ikke åpen for {who}. Be en administrator om å åpne den for deg eller en av gruppene dine, under Synlighet.',
  'told.service.isNotActiveAnAdministrator':
    '{connection} er ikke aktiv. En administrator kan aktivere den under Innstillinger og vedlikehold.',
  'told.service.isNotActiveActivateIt':
    '{connection} er ikke aktiv. Aktiver den først, under Innstillinger og vedlikehold.',
  'told.service.isNotActiveActivateItFirst':
    '{connection} er ikke aktiv. Aktiver den først, i oppsettsfilen eller under Innstillinger og vedlikehold.',
  'told.service.theConnectionIsNotActive':
    'Koblingen {connection} er ikke aktiv, så ingenting kan settes tilbake. Aktiver den først.',
  'told.service.isNotActiveNothingIs':
    '{connection} er ikke aktiv: Ingenting sammenlignes før den er det. Lagre, og aktiver den så.',
  'told.service.noConnectionIsActiveActivate': 'Ingen kobling er aktiv. Aktiver en under Innstillinger og vedlikehold.',
  'told.service.noConnectionIsActiveSet': 'Ingen kobling er aktiv. Sett opp en under Innstillinger og vedlikehold.',
  'told.service.theErpDidNotLink': 'ERP knyttet ikke til posten.',
  'told.service.sayWhichRecordOfThe': 'Si hvilken post i ERP: Nøkkelen er tom.',
  'told.service.theIsConnectedToOn':
    '{kind} {id} er allerede tilknyttet {actor} {key} i {connection}. Koble fra først.',
  'told.service.ofIsConnectedToThe':
    '{actor} {key} i {connection} er allerede tilknyttet {kind} {id}. Koble fra den først.',
  'told.service.theDidNotHappen': 'Dette skjedde ikke: {what}.',
  'told.service.itGoesOnByItself': '{why} Det fortsetter av seg selv: Ikke send det igjen; se på posten senere.',
  'told.service.cannotBeWrittenInThe': '{name} kan ikke skrives i ERP. Utelat det.',
  'told.service.isNotFilledInOn':
    '{name} fylles ikke ut ved oppretting. En administrator kan tilordne det, gi det en standardverdi eller la brukeren bli spurt.',
  'told.service.takesAtMostCharactersThis': '{name} har plass til høyst {most} tegn, dette har {length}. Forkort det.',
  'told.service.aPersonCanBeConnected':
    'En person kan tilknyttes når firmaet er tilknyttet i {connection}. Knytt til firmaet først.',
  'told.service.isNotAValueOf': '{connection} {name}: {value} er ikke en verdi for det feltet.',
  'told.service.isNotAValueOfThis': '{value} er ikke en verdi for dette feltet.',
  'told.service.itIsStillUnderWay':
    'Det er fortsatt underveis (forespørsel {id}) og fortsetter av seg selv: ERP bruker lang tid. Ikke send det igjen; se på posten senere.',
  'told.service.noneOfTheseRecordsIs':
    'Ingen av disse postene er tilknyttet der. Se på nøklene igjen, eller utelat dem for alle poster.',
  'told.service.isNoFieldOfSort': '{field} er ikke et felt for {actor}. Sorter etter et av feltene.',
  'told.service.moreThanActorsOfWere': 'Mer enn {most} aktører i {connection} ble funnet. Avgrens søket.',
  'told.service.thereIsNoConnectionLook': 'Det finnes ingen kobling {id}. Se på listen igjen.',
  'told.service.thereIsNoConnectionLookAt': 'Det finnes ingen kobling {id}. Se på listen over koblinger igjen.',
  'told.service.connectionDoesNotExistAny': 'Kobling {id} finnes ikke lenger. Last listen over koblinger på nytt.',
  'told.service.sayWhoseValueStandsThe': 'Si hvilken verdi som skal gjelde: den i ERP eller den i CRM.',
  'told.service.nothingOfThatIsHeld': 'Ingenting av det er stanset. Se listen under Stanset.',
  'told.service.automaticSyncIsOnTurn':
    'Automatisk synkronisering er på. Slå den av under Innstillinger og vedlikehold, Sync, og importer så.',
  'told.service.noRowIsTickedTick': 'Ingen rad er merket. Merk dem som skal importeres.',
  'told.service.importIsBeginANew': 'Import {id} er {what}. Begynn en ny.',
  'told.service.importIsUnderWayCancel': 'Import {id} er underveis. Avbryt den først.',
  'told.service.isNotMappedToA': '{name} er ikke lenger tilordnet en liste. Forhåndsvis importen på nytt.',
  'told.service.importIsStillSearchingWait': 'Import {id} søker fortsatt. Vent til alle treff er funnet.',
  'told.service.importWasCarriedOutAlready': 'Import {id} er allerede utført. Begynn en ny.',
  'told.service.aCannotBeRecognisedBy': '{kind} kan ikke gjenkjennes på {field}. Velg en av {fields}.',
  'told.service.isNoItemOfIts': '{name}: {item} er ikke et element i listen. Velg et fra listen.',
  'told.service.bulkLinkingNeedsAField': 'Samlet tilknytning krever et felt: --by number.',
  'told.service.nameTheLinkByErp': 'Angi tilknytningen med --erp KEY eller --crm ID.',
  'told.service.hasNoLinkForKobling':
    '{connection} har ingen tilknytning av {actor} for {key}. Synkoversikten viser hva som er tilknyttet.',
  'told.service.theSiteHasNoErp':
    'Stedet har ingen ERP Sync-lisens. En administrator kan slå den på under Innstillinger og vedlikehold, Lisenser.',
  'told.service.hasNoErpSyncLicence':
    '{who} har ingen ERP Sync-lisens. Be en administrator om å gi deg lisensen under Innstillinger og vedlikehold, Lisenser.',
  'told.service.planIsOfAskFor': 'Plan {id} gjelder {connection}: Be om den igjen som en prøvekjøring.',
  'told.service.thereIsNoPlanKobling': 'Det finnes ingen plan {id}. Se listen under Planer.',
  'told.service.noFieldOfWaitsFor': 'Ingen felt i {actor} venter på en plan. Lag en ny plan under Planer.',
  'told.service.thereIsNoRequestIt': 'Det finnes ingen forespørsel {id}. Den kan være ryddet bort; se i loggen.',
  'told.service.noLinkWaitsBecauseOf': 'Ingen tilknytning {id} venter på grunn av nøkkelen. Se listen under Feil.',
  'told.service.thereIsNoOpenProposal': 'Det finnes ikke noe åpent forslag {id}. Se listen under Feil.',
  'told.service.thereIsNoSelectionOr': 'Det finnes ikke noe utvalg {id}, eller det er slettet. Last listen på nytt.',
  'told.service.aSelectionNeedsAName': 'Et utvalg må ha et navn. Skriv et.',
  'told.service.theNameIsLongerThan': 'Navnet er lengre enn {most} tegn. Forkort det.',
  'told.service.oneRecordIsSyncedAs':
    'Én post synkroniseres som den er: Utelat --resync og --dry-run, eller utelat posten.',
  'told.service.theIsLinkedOnNo': '{kind} {id} er ikke tilknyttet i noen aktiv kobling. Knytt til først.',
  'told.service.thereIsNoRunKobling': 'Det finnes ingen kjøring {id}. Synkroniseringsloggen viser kjøringene.',
  'told.service.thereIsNoMappingChange': 'Det finnes ingen endring {id} av tilordninger. Se listen under Angring.',
  'told.service.theSyncHasWrittenNothing': 'Synkroniseringen har ikke skrevet noe til eller fra {kind} {id}.',
  'told.service.severalConnectionsWroteTheName': 'Flere koblinger har skrevet {kind} {id}. Velg en av dem: {names}.',
  'told.service.thereIsNoUndoWith': 'Det finnes ingen angring med forespørsel {id}, eller den har ikke begynt ennå.',
  'told.service.thereIsNoKoblingCrm': '{kind} {id} finnes ikke ({same}). Søk på nytt.',
  'told.service.noConnectionMapsSuchRecords': 'Ingen kobling tilordner slike poster.',
  'told.service.syncedAre': 'Synkronisert er: {names}.',
  'told.service.thereIsNoActiveConnection':
    'Det finnes ingen aktiv kobling å sammenligne. Aktiver en under Innstillinger eller i oppsettsfilen.',
  'told.service.auditIsNotTheNewest': 'Sammenligning {id} er ikke den nyeste for koblingen. Se på den nyeste.',
  'told.service.theNewestAuditFoundNothing': 'Den nyeste sammenligningen fant ingen forskjeller. Sammenlign på nytt.',
  'told.service.thisHubDoesNotAnswer': 'Denne huben svarer ikke under det vertsnavnet.',
  'told.service.openItByTheAddress': 'Åpne den med adressen den skrev ut ved start, eller sett `host` i operator.yaml.',
  'told.service.theRequestCameFromA': 'Forespørselen kom fra en side på et annet nettsted.',
  'told.service.openTheHubsOwnPage': 'Åpne hubens egen side og gjør det der.',
  'told.service.thereIsNothingAtThis': 'Det finnes ikke noe på denne adressen.',
  'told.service.checkTheAddressTheHubs': 'Sjekk adressen; hubens egne sider spør aldri etter den.',
  'told.service.theRequestDidNotArrive': 'Forespørselen kom ikke frem i tide.',
  'told.service.sendItAgainAsA': 'Send den igjen, i sin helhet.',
  'told.service.thisMustNotBeBlank': 'Dette kan ikke stå tomt. Fyll det ut.',
  'told.service.thisNeedsAtLeast': 'Dette trenger minst {least} tegn. Skriv mer.',
  'told.service.thisTakesAtMost': 'Her er det plass til høyst {most} tegn. Forkort det.',
  'told.service.nothingIsChosen': 'Ingenting er valgt. Velg minst én.',
  'told.service.theseAreMoreThan': 'Dette er flere enn {most}. Velg færre.',
  'told.service.thisIsAtLeast': 'Dette er minst {least}. Skriv et større tall.',
  'told.service.thisIsAtMost': 'Dette er høyst {most}. Skriv et mindre tall.',
  'told.service.thisIsNotWrittenAs': 'Dette er ikke skrevet slik det skal. Rett det.',
  'told.service.thisCannotBeTaken': 'Dette kan ikke brukes. Velg eller skriv en annen verdi.',
  'told.service.mayNotCreateRecordsIn':
    '{who} kan ikke opprette poster i {connection}. Be en administrator om å gi den rettigheten til deg eller en av gruppene dine, under Synlighet.',
  'told.service.mayNotConnectRecordsOn':
    '{who} kan ikke tilknytte poster i {connection}. Be en administrator om å gi den rettigheten til deg eller en av gruppene dine, under Synlighet.',
};
