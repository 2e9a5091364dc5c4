import type { ToldServiceMessages } from './load.ts';

export const messages: ToldServiceMessages = {
  'told.service.tryAgainInAWhile': 'Prøv igen om lidt.',
  'told.service.readBeforeYouSendIt': 'Se efter, før du sender igen: Det kan være sket.',
  'told.service.somebodyElseHasChangedThe':
    'En anden har ændret de samme felter, siden du begyndte. Intet er gemt. Vælg, hvilke værdier der skal gælde.',
  'told.service.itIsNow': 'Det er {value} nu.',
  'told.service.theSyncDidNotFinish': 'Synkroniseringen blev ikke fuldført.',
  'told.service.nameRowsOrAGroup': 'Vælg rækker eller en gruppe.',
  'told.service.itCouldNotBeCarried': 'Det kunne ikke udføres.',
  'told.service.lookAtTheConnectionIn': 'Se på linket i synkoversigten, ret det, der står, og prøv igen.',
  'told.service.thereIsNoOrIt': '{kind} {id} findes ikke eller er slettet. Søg igen.',
  'told.service.aHasNo': '{kind} har ikke feltet {field}.',
  'told.service.conflictIsNotOpenAny': 'Konflikt {id} er ikke længere åben. Se på listen igen.',
  'told.service.connectionIsNotOpenTo':
    'Forbindelse {id} er ikke åben for {who}. Bed en administrator om at åbne den for dig eller en af dine grupper under Synlighed.',
  'told.service.isNotActiveAnAdministrator':
    '{connection} er ikke aktivt. En administrator kan aktivere det under Indstillinger og vedligeholdelse.',
  'told.service.isNotActiveActivateIt':
    '{connection} er ikke aktivt. Aktivér det først under Indstillinger og vedligeholdelse.',
  'told.service.isNotActiveActivateItFirst':
    '{connection} er ikke aktivt. Aktivér det først, i opsætningsfilen eller under Indstillinger og vedligeholdelse.',
  'told.service.theConnectionIsNotActive':
    'Linket {connection} er ikke aktivt, så intet kan sættes tilbage. Aktivér det først.',
  'told.service.isNotActiveNothingIs':
    '{connection} er ikke aktivt: Intet sammenlignes, før det er det. Gem, og aktivér det derefter.',
  'told.service.noConnectionIsActiveActivate':
    'Intet link er aktivt. Aktivér et under Indstillinger og vedligeholdelse.',
  'told.service.noConnectionIsActiveSet': 'Intet link er aktivt. Opsæt et under Indstillinger og vedligeholdelse.',
  'told.service.theErpDidNotLink': 'ERP tilknyttede ikke posten.',
  'told.service.sayWhichRecordOfThe': 'Angiv, hvilken post i ERP: Nøglen er tom.',
  'told.service.theIsConnectedToOn': '{kind} {id} er allerede tilknyttet {actor} {key} i {connection}. Afbryd først.',
  'told.service.ofIsConnectedToThe':
    '{actor} {key} i {connection} er allerede tilknyttet {kind} {id}. Afbryd den først.',
  'told.service.theDidNotHappen': 'Dette skete ikke: {what}.',
  'told.service.itGoesOnByItself': '{why} Det fortsætter af sig selv: Send det ikke igen; se på posten senere.',
  'told.service.cannotBeWrittenInThe': '{name} kan ikke skrives i ERP. Udelad det.',
  'told.service.isNotFilledInOn':
    '{name} udfyldes ikke ved oprettelse. En administrator kan tilknytte det, give det en standardværdi eller lade brugeren blive spurgt.',
  'told.service.takesAtMostCharactersThis': '{name} har plads til højst {most} tegn, dette har {length}. Forkort det.',
  'told.service.aPersonCanBeConnected':
    'En person kan tilknyttes, når firmaet er tilknyttet i {connection}. Tilknyt firmaet først.',
  'told.service.isNotAValueOf': '{connection} {name}: {value} er ikke en værdi for det felt.',
  'told.service.isNotAValueOfThis': '{value} er ikke en værdi for dette felt.',
  'told.service.itIsStillUnderWay':
    'Det er stadig undervejs (anmodning {id}) og fortsætter af sig selv: ERP er længe om det. Send det ikke igen; se på posten senere.',
  'told.service.noneOfTheseRecordsIs':
    'Ingen af disse poster er tilknyttet dér. Se på nøglerne igen, eller udelad dem for alle poster.',
  'told.service.isNoFieldOfSort': '{field} er ikke et felt for {actor}. Sorter efter et af felterne.',
  'told.service.moreThanActorsOfWere': 'Mere end {most} aktører i {connection} blev fundet. Afgræns søgningen.',
  'told.service.thereIsNoConnectionLook': 'Der findes intet link {id}. Se på listen igen.',
  'told.service.thereIsNoConnectionLookAt': 'Der findes intet link {id}. Se på listen over links igen.',
  'told.service.connectionDoesNotExistAny': 'Link {id} findes ikke længere. Indlæs listen over links igen.',
  'told.service.sayWhoseValueStandsThe': 'Angiv, hvilken værdi der skal gælde: den i ERP eller den i CRM.',
  'told.service.nothingOfThatIsHeld': 'Intet af det er standset. Se listen under Standset.',
  'told.service.automaticSyncIsOnTurn':
    'Automatisk synkronisering er slået til. Slå den fra under Indstillinger og vedligeholdelse, Sync, og importer derefter.',
  'told.service.noRowIsTickedTick': 'Ingen række er markeret. Markér dem, der skal importeres.',
  'told.service.importIsBeginANew': 'Import {id} er {what}. Begynd en ny.',
  'told.service.importIsUnderWayCancel': 'Import {id} er i gang. Annuller den først.',
  'told.service.isNotMappedToA': '{name} er ikke længere tilknyttet en liste. Se forhåndsvisningen af importen igen.',
  'told.service.importIsStillSearchingWait': 'Import {id} søger stadig. Vent, til alle hits er fundet.',
  'told.service.importWasCarriedOutAlready': 'Import {id} er allerede udført. Begynd en ny.',
  'told.service.aCannotBeRecognisedBy': '{kind} kan ikke genkendes på {field}. Vælg en af {fields}.',
  'told.service.isNoItemOfIts': '{name}: {item} er ikke et element på listen. Vælg et fra listen.',
  'told.service.bulkLinkingNeedsAField': 'Samlet tilknytning kræver et felt: --by number.',
  'told.service.nameTheLinkByErp': 'Angiv tilknytningen med --erp KEY eller --crm ID.',
  'told.service.hasNoLinkForKobling':
    '{connection} har ingen tilknytning af {actor} for {key}. Synkoversigten viser, hvad der er tilknyttet.',
  'told.service.theSiteHasNoErp':
    'Installationen har ingen ERP Sync-licens. En administrator kan slå den til under Indstillinger og vedligeholdelse, Licenser.',
  'told.service.hasNoErpSyncLicence':
    '{who} har ingen ERP Sync-licens. Bed en administrator om at give dig licensen under Indstillinger og vedligeholdelse, Licenser.',
  'told.service.planIsOfAskFor': 'Plan {id} gælder {connection}: Bed om den igen som en prøvekørsel.',
  'told.service.thereIsNoPlanKobling': 'Der findes ingen plan {id}. Se listen under Planer.',
  'told.service.noFieldOfWaitsFor': 'Intet felt i {actor} venter på en plan. Lav en ny plan under Planer.',
  'told.service.thereIsNoRequestIt': 'Der findes ingen anmodning {id}. Den kan være ryddet væk; se i loggen.',
  'told.service.noLinkWaitsBecauseOf': 'Ingen tilknytning {id} venter på grund af nøglen. Se listen under Fejl.',
  'told.service.thereIsNoOpenProposal': 'Der findes intet åbent forslag {id}. Se listen under Fejl.',
  'told.service.thereIsNoSelectionOr': 'Der findes intet udvalg {id}, eller det er slettet. Indlæs listen igen.',
  'told.service.aSelectionNeedsAName': 'Et udvalg skal have et navn. Skriv et.',
  'told.service.theNameIsLongerThan': 'Navnet er længere end {most} tegn. Forkort det.',
  'told.service.oneRecordIsSyncedAs':
    'Én post synkroniseres, som den er: Udelad --resync og --dry-run, eller udelad posten.',
  'told.service.theIsLinkedOnNo': '{kind} {id} er ikke tilknyttet i noget aktivt link. Tilknyt først.',
  'told.service.thereIsNoRunKobling': 'Der findes ingen kørsel {id}. Synkroniseringsloggen viser kørslerne.',
  'told.service.thereIsNoMappingChange': 'Der findes ingen ændring {id} af tilknytninger. Se listen under Fortrydelse.',
  'told.service.theSyncHasWrittenNothing': 'Synkroniseringen har ikke skrevet noget til eller fra {kind} {id}.',
  'told.service.severalConnectionsWroteTheName': 'Flere links har skrevet {kind} {id}. Vælg et af dem: {names}.',
  'told.service.thereIsNoUndoWith': 'Der findes ingen fortrydelse med anmodning {id}, eller den er ikke begyndt endnu.',
  'told.service.thereIsNoKoblingCrm': '{kind} {id} findes ikke ({same}). Søg igen.',
  'told.service.noConnectionMapsSuchRecords': 'Intet link tilknytter sådanne poster.',
  'told.service.syncedAre': 'Synkroniseret er: {names}.',
  'told.service.thereIsNoActiveConnection':
    'Der er intet aktivt ERP-link at sammenligne. Aktivér et under Indstillinger eller i opsætningsfilen.',
  'told.service.auditIsNotTheNewest': 'Sammenligning {id} er ikke den nyeste for linket. Se på den nyeste.',
  'told.service.theNewestAuditFoundNothing': 'Den nyeste sammenligning fandt ingen forskelle. Sammenlign igen.',
  'told.service.thisHubDoesNotAnswer': 'Denne hub svarer ikke under det værtsnavn.',
  'told.service.openItByTheAddress': 'Åbn den på den adresse, den skrev ved start, eller sæt `host` i operator.yaml.',
  'told.service.theRequestCameFromA': 'Anmodningen kom fra en side på et andet websted.',
  'told.service.openTheHubsOwnPage': 'Åbn hubbens egen side, og gør det dér.',
  'told.service.thereIsNothingAtThis': 'Der er intet på denne adresse.',
  'told.service.checkTheAddressTheHubs': 'Kontrollér adressen; hubbens egne sider beder aldrig om den.',
  'told.service.theRequestDidNotArrive': 'Anmodningen nåede ikke frem i tide.',
  'told.service.sendItAgainAsA': 'Send den igen i sin helhed.',
  'told.service.thisMustNotBeBlank': 'Dette må ikke være tomt. Udfyld det.',
  'told.service.thisNeedsAtLeast': 'Dette kræver mindst {least} tegn. Skriv mere.',
  'told.service.thisTakesAtMost': 'Her er der plads til højst {most} tegn. Forkort det.',
  'told.service.nothingIsChosen': 'Intet er valgt. Vælg mindst én.',
  'told.service.theseAreMoreThan': 'Dette er flere end {most}. Vælg færre.',
  'told.service.thisIsAtLeast': 'Dette er mindst {least}. Skriv et større tal.',
  'told.service.thisIsAtMost': 'Dette er højst {most}. Skriv et mindre tal.',
  'told.service.thisIsNotWrittenAs': 'Dette er ikke skrevet, som det skal. Ret det.',
  'told.service.thisCannotBeTaken': 'Dette kan ikke bruges. Vælg eller skriv en anden værdi.',
  'told.service.mayNotCreateRecordsIn':
    '{who} må ikke oprette poster i {connection}. Bed en administrator om at give den rettighed til dig eller en af dine grupper under Synlighed.',
  'told.service.mayNotConnectRecordsOn':
    '{who} må ikke tilknytte poster i {connection}. Bed en administrator om at give den rettighed til dig eller en af dine grupper under Synlighed.',
};
