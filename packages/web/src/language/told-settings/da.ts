import type { ToldSettingsMessages } from './load.ts';

export const messages: ToldSettingsMessages = {
  'told.settings.mapsNoFieldWithA': '{connection} har intet felt med retning: Tilknyt mindst ét felt for én aktørtype.',
  'told.settings.theCrmFieldIsAlready':
    '{connection}, {actor}: CRM-feltet {field} skrives allerede af {other}. Lad begge gå begge veje, eller lad kun ét af dem skrive det.',
  'told.settings.thereIsAnApplicationWith': 'Der findes allerede en applikation med klient-id {id}.',
  'told.settings.isTheApplicationOfThe':
    '{name} er applikationen for Sync Connector {connector}. Slet den først, eller gør applikationen inaktiv.',
  'told.settings.theLastDayOfThe': 'Nøglens sidste dag ligger før den første. Ret en af dem.',
  'told.settings.hasThisKeyAlreadyRemove': '{name} har allerede denne nøgle. Fjern den først for at ændre dagene.',
  'told.settings.hasNoSuchKeyAny': '{name} har ikke længere denne nøgle. Indlæs listen igen.',
  'told.settings.thereIsNoApplicationLoad': 'Der findes ingen applikation {id}. Indlæs listen igen.',
  'told.settings.aClientIdHasAt': 'Et klient-id har højst 100 tegn og ikke mellemrum, /, ? eller #.',
  'told.settings.anApplicationNeedsAName': 'En applikation skal have et navn på højst 200 tegn.',
  'told.settings.thisIsNoAddressOf':
    'Dette er ikke adressen på en tjeneste: Skriv den som https://HOST/ErpConnectorWS.svc.',
  'told.settings.wasDeletedJustNowLook': '{name} er lige blevet slettet. Se på listen igen.',
  'told.settings.thereIsNoConnectorLook': 'Der findes ingen Sync Connector {id}. Se på listen igen.',
  'told.settings.theConnectorHasNoName': 'Sync Connector mangler et navn. Giv den et.',
  'told.settings.theConnectorNeedsAUrl': 'Sync Connector {name} skal have en URL på højst {most} tegn.',
  'told.settings.thereIsAConnectorAlready': 'Der findes allerede en Sync Connector {name}. Vælg et andet navn.',
  'told.settings.hasTheConnectionDeleteIt': '{name} har linket {connections}. Slet det først, derefter Sync Connector.',
  'told.settings.hasConnectionsDeleteThemFirst':
    '{name} har {number} links: {connections}. Slet dem først, derefter Sync Connector.',
  'told.settings.theListBelongsToA': 'Listen {name} hører til et fast felt og bliver. Skjul elementer i stedet.',
  'told.settings.theListIsUsedBy': 'Listen {name} bruges af {users}. Vælg en anden liste dér først.',
  'told.settings.recordsHoldItemsOfThe': 'Poster bruger elementer fra listen {name}. Skjul elementerne i stedet.',
  'told.settings.theListHasNoItem': 'Listen {name} har ikke elementet {item}. Indlæs listen igen.',
  'told.settings.thereIsNoListLoad': 'Der findes ingen liste {name}. Indlæs listerne igen.',
  'told.settings.theListHasAnItem': 'Listen {name} har allerede elementet {item}. Vælg et andet navn.',
  'told.settings.itNeedsANameThe': 'Det skal have et navn. Navnet vises på alle sprog, der ikke har deres eget.',
  'told.settings.aNameHasAtMost': 'Et navn har højst {most} tegn. Forkort det.',
  'told.settings.aNameCannotHoldA':
    'Et navn må ikke have et anførselstegn fulgt af et semikolon. Skriv det på en anden måde.',
  'told.settings.thereIsNoGroupLoad': 'Der findes ingen gruppe {id}. Indlæs listen over grupper igen.',
  'told.settings.thereIsNoGroupReload': 'Der findes ingen gruppe {id}. Indlæs listen igen.',
  'told.settings.thereIsNoGroupChoose': 'Der findes ingen gruppe {id}. Vælg en fra listen.',
  'told.settings.thereIsAGroupAlready': 'Der findes allerede en gruppe {name}. Vælg et andet navn.',
  'told.settings.aGroupNeedsAName': 'En gruppe skal have et navn.',
  'told.settings.usersHoldALicenceMore':
    '{used} brugere har licens, flere end {most}. Tag den fra {over} af dem først.',
  'told.settings.thePasswordIsTooShort':
    'Adgangskoden er for kort eller for almindelig. Brug mindst {least} tegn, der ikke er en almindelig adgangskode.',
  'told.settings.isNotActiveActivateThe': '{name} er ikke aktiv. Aktivér brugeren først, og lav så linket.',
  'told.settings.thisLinkIsNotValid':
    'Dette link er ikke gyldigt: Det er brugt, for gammelt, eller der er lavet et nyere. Bed en administrator om et nyt link.',
  'told.settings.youHaveNoPasswordHere':
    'Du har ingen adgangskode her. Bed en administrator om et link for at vælge en.',
  'told.settings.tooManyWrongPasswordsWait': 'For mange forkerte adgangskoder. Vent nogle minutter, og prøv igen.',
  'told.settings.theOldPasswordIsWrong': 'Den gamle adgangskode er forkert. Kontrollér den, og prøv igen.',
  'told.settings.thereIsNoUserLoad': 'Der findes ingen bruger {id}. Indlæs listen over brugere igen.',
  'told.settings.thereIsNoUserReload': 'Der findes ingen bruger {id}. Indlæs listen igen.',
  'told.settings.thereIsNoUserChoose': 'Der findes ingen bruger {id}. Vælg en fra listen.',
  'told.settings.thereIsAUserAlready': 'Der findes allerede en bruger {name}. Vælg et andet navn.',
  'told.settings.thisIsTheLastActive':
    'Dette er den sidste aktive administrator. Gør først en anden bruger til administrator.',
  'told.settings.thisSessionIsOverAlready': 'Denne session er allerede afsluttet. Indlæs listen igen.',
  'told.settings.aTokenNeedsAName': 'Et token skal have et navn på højst {most} tegn: Skriv, hvad det er til.',
  'told.settings.aTokenCannotDoMore': 'Et token kan ikke mere end ejeren: Indstillinger er for administratorer.',
  'told.settings.theTokenWouldHaveExpired': 'Tokenet ville allerede være udløbet. Vælg en senere dag.',
  'told.settings.youHaveATokenAlready': 'Du har allerede et token {name}. Vælg et andet navn, eller tilbagekald det.',
  'told.settings.thisTokenWasRevokedAlready': 'Dette token er allerede tilbagekaldt. Indlæs listen igen.',
  'told.settings.allLicencesOfThisSite':
    'Alle {most} licenser for installationen er i brug. Tag en fra en anden bruger, eller forøg antallet under Licenser.',
  'told.settings.aUserNeedsAName': 'En bruger skal have et navn.',
  'told.settings.aUsersNameHasAt': 'Et brugernavn har højst {most} tegn og intet kolon. Vælg et andet.',
  'told.settings.aFullNameHasAt': 'Et fuldt navn har højst {most} tegn. Forkort det.',
  'told.settings.thisIsNoEMail':
    'Dette er ingen e-mailadresse. Skriv den som navn@firma.example, eller lad feltet stå tomt.',
  'told.settings.theConnectorHasNoSuch': 'Sync Connector har ikke dette felt.',
  'told.settings.itMayNotBeBlank': 'Det må ikke være tomt.',
  'told.settings.atMostCharactersFitThis': 'Der er plads til højst {most} tegn, dette har {length}.',
  'told.settings.staysWithItsConnectorIts':
    '{connection} beholder sin Sync Connector: Tilknytningerne hører til det ERP-system. Lav et nyt link til en anden.',
  'told.settings.isActiveAndItsConfiguration':
    '{connection} er aktivt, og opsætningen kan kun ændres, mens det ikke er det. Deaktivér det først.',
  'told.settings.thereIsNoCultureChoose': 'Der findes ingen skrivemåde {culture}. Vælg en fra listen.',
  'told.settings.thereIsNoConnectorChoose': 'Der findes ingen Sync Connector {id}. Vælg en fra listen.',
  'told.settings.theConnectorIsDeletedRestore': 'Sync Connector {name} er slettet. Gendan den først.',
  'told.settings.theConnectionHasNoName': 'Linket mangler et navn. Giv det et.',
  'told.settings.thereIsAConnectionAlready': 'Der findes allerede et link {name}. Vælg et andet navn.',
  'told.settings.somebodyElseChangedTheDefault':
    'En anden har imens ændret standardværdien for {name}. Intet er gemt. Se på den, som den er nu, og gem igen.',
  'told.settings.canBeMandatoryOnlyWith':
    '{name} kan kun være obligatorisk med en værdi, eller når brugeren bliver spurgt. Markér også en af dem.',
  'told.settings.theDefaultOfHasCharacters': 'Standardværdien for {name} har {length} tegn; der er plads til {most}.',
  'told.settings.theDefaultOfTheErp':
    'Standardværdien for {name}: ERP-listen {list} har ikke elementet {item}. Vælg et fra listen.',
  'told.settings.isNotMappedToA': '{name} er ikke tilknyttet en liste i CRM. Tilknyt det først.',
  'told.settings.standsTwiceInThePairs': '{item} står to gange i parrene. Angiv hvert element én gang.',
  'told.settings.somebodyElseMappedOfMeanwhile':
    'En anden har imens tilknyttet {item} i {list}. Intet er gemt. Se på det, som det er nu, og gem igen.',
  'told.settings.theCrmListHasNo': 'CRM-listen {list} har ikke elementet {item}. Vælg et fra listen.',
  'told.settings.isUsedForAndFor': '{name}: {item} bruges til {first} og til {second}. Brug hvert element én gang.',
  'told.settings.theErpListHasNo': 'ERP-listen {list} har ikke elementet {item}. Indlæs listerne igen.',
  'told.settings.knowsNoFieldsOfUpdate':
    '{connection} kender ingen felter for {actor}. Opdater felterne fra ERP; ikke alle ERP har denne type.',
  'told.settings.thereIsNoErpField': 'Der findes intet ERP-felt {id}. Indlæs tilknytningen igen.',
  'told.settings.hasNoSuchField': '{actor} har ikke dette felt.',
  'told.settings.somebodyElseChangedMeanwhileNothing':
    'En anden har imens ændret {name}. Intet er gemt. Se på det, som det er nu, og gem igen.',
  'told.settings.itWasChangedMeanwhile': 'Det er ændret imens.',
  'told.settings.theCrmHasNoField': 'CRM har ikke feltet {key}. Vælg et andet.',
  'told.settings.isMappedToAlreadyMap': '{field} er allerede tilknyttet {name}. Tilknyt hvert CRM-felt én gang.',
  'told.settings.thereIsNoPreviewAsk': 'Der findes ingen forhåndsvisning {id}. Bed om den igen.',
  'told.settings.aConnectionStandsTwiceIn': 'Et link står to gange i rækkefølgen. Angiv hvert én gang.',
  'told.settings.aFieldOfStandsTwice': 'Et felt for {actor} står to gange i rækkefølgen. Angiv hvert én gang.',
  'told.settings.hasNoFieldLoadThe': '{actor} har ikke feltet {name}. Indlæs listen igen.',
  'told.settings.thereIsNoSuchWebhook': 'Der findes ingen sådan webhook. Indlæs listen igen.',
  'told.settings.thereIsAWebhookWith': 'Der findes allerede en webhook med denne adresse. Ret den.',
  'told.settings.thereIsAWebhookWithThis': 'Der findes allerede en webhook med denne adresse.',
  'told.settings.thisMessageIsOnIts': 'Denne meddelelse er på vej, var en test eller er væk. Indlæs listen igen.',
  'told.settings.thisIsNotAnAddress': 'Dette er ingen adresse. Begynd den med https://.',
  'told.settings.itAnswered': 'Den svarede {status}.',
  'told.settings.itDidNotAnswerWithin': 'Den svarede ikke inden for {seconds} sekunder.',
  'told.settings.itCannotBeReached': 'Den kan ikke nås{more}.',
  'told.settings.theSecretOfThisWebhook':
    'Hemmeligheden for denne webhook kan ikke åbnes. Giv den en ny, og fortæl det til modtageren.',
  'told.settings.thisIsAPrivateKey':
    'Dette er en privat nøgle. Registrér den offentlige del; den private bliver, hvor den underskriver.',
  'told.settings.thisIsNoPublicKey':
    'Dette er ingen offentlig nøgle i PEM-form (den begynder med -----BEGIN PUBLIC KEY-----).',
  'told.settings.thisIsAKeyFor': 'Dette er en nøgle til {type}. RS256 kræver en RSA-nøgle.',
  'told.settings.thisRsaKeyHasBits': 'Denne RSA-nøgle har {bits} bit. Den skal have {least} til {most}.',
  'told.settings.thereIsNoNextKey':
    'Der findes ingen næste nøgle. Lav en, registrér den i applikationerne, og tag den så i brug.',
  'told.settings.isActiveAndHowIt':
    '{connection} er aktivt, og hvordan tal og datoer læses, kan kun ændres, mens det ikke er det. Deaktivér det først.',
  'told.settings.isActiveAndItsTime':
    '{connection} er aktivt, og tidszonen kan kun ændres, mens det ikke er det. Deaktivér det først.',
  'told.settings.thisIsNoPrivateKey':
    'Dette er ingen privat nøgle i PEM-form uden adgangskode (-----BEGIN PRIVATE KEY-----).',
};
