import type { ToldSettingsMessages } from './load.ts';

export const messages: ToldSettingsMessages = {
  'told.settings.mapsNoFieldWithA':
    '{connection} har ingen felt med retning: Tilordne minst ett felt for én aktørtype.',
  'told.settings.theCrmFieldIsAlready':
    '{connection}, {actor}: CRM-feltet {field} skrives allerede av {other}. La begge gå begge veier, eller la bare én av dem skrive det.',
  'told.settings.thereIsAnApplicationWith': 'Det finnes allerede en applikasjon med klient-ID {id}.',
  'told.settings.isTheApplicationOfThe':
    '{name} er applikasjonen til Sync Connector {connector}. Slett den først, eller gjør applikasjonen inaktiv.',
  'told.settings.theLastDayOfThe': 'Nøkkelens siste dag er før den første. Rett en av dem.',
  'told.settings.hasThisKeyAlreadyRemove': '{name} har allerede denne nøkkelen. Fjern den først for å endre dagene.',
  'told.settings.hasNoSuchKeyAny': '{name} har ikke lenger denne nøkkelen. Last listen på nytt.',
  'told.settings.thereIsNoApplicationLoad': 'Det finnes ingen applikasjon {id}. Last listen på nytt.',
  'told.settings.aClientIdHasAt': 'En klient-ID har høyst 100 tegn, og ikke mellomrom, /, ? eller #.',
  'told.settings.anApplicationNeedsAName': 'En applikasjon må ha et navn på høyst 200 tegn.',
  'told.settings.thisIsNoAddressOf':
    'Dette er ikke adressen til en tjeneste: Skriv den som https://HOST/ErpConnectorWS.svc.',
  'told.settings.wasDeletedJustNowLook': '{name} er nettopp slettet. Se på listen igjen.',
  'told.settings.thereIsNoConnectorLook': 'Det finnes ingen Sync Connector {id}. Se på listen igjen.',
  'told.settings.theConnectorHasNoName': 'Sync Connector mangler navn. Gi den et.',
  'told.settings.theConnectorNeedsAUrl': 'Sync Connector {name} må ha en URL på høyst {most} tegn.',
  'told.settings.thereIsAConnectorAlready': 'Det finnes allerede en Sync Connector {name}. Velg et annet navn.',
  'told.settings.hasTheConnectionDeleteIt':
    '{name} har koblingen {connections}. Slett den først, deretter Sync Connector.',
  'told.settings.hasConnectionsDeleteThemFirst':
    '{name} har {number} koblinger: {connections}. Slett dem først, deretter Sync Connector.',
  'told.settings.theListBelongsToA': 'Listen {name} hører til et fast felt og blir. Skjul elementer i stedet.',
  'told.settings.theListIsUsedBy': 'Listen {name} brukes av {users}. Velg en annen liste der først.',
  'told.settings.recordsHoldItemsOfThe': 'Poster bruker elementer fra listen {name}. Skjul elementene i stedet.',
  'told.settings.theListHasNoItem': 'Listen {name} har ikke elementet {item}. Last listen på nytt.',
  'told.settings.thereIsNoListLoad': 'Det finnes ingen liste {name}. Last listene på nytt.',
  'told.settings.theListHasAnItem': 'Listen {name} har allerede elementet {item}. Velg et annet navn.',
  'told.settings.itNeedsANameThe': 'Det må ha et navn. Navnet vises på alle språk som ikke har sitt eget.',
  'told.settings.aNameHasAtMost': 'Et navn har høyst {most} tegn. Forkort det.',
  'told.settings.aNameCannotHoldA':
    'Et navn kan ikke ha et anførselstegn fulgt av et semikolon. Skriv det på en annen måte.',
  'told.settings.thereIsNoGroupLoad': 'Det finnes ingen gruppe {id}. Last listen over grupper på nytt.',
  'told.settings.thereIsNoGroupReload': 'Det finnes ingen gruppe {id}. Last listen på nytt.',
  'told.settings.thereIsNoGroupChoose': 'Det finnes ingen gruppe {id}. Velg en fra listen.',
  'told.settings.thereIsAGroupAlready': 'Det finnes allerede en gruppe {name}. Velg et annet navn.',
  'told.settings.aGroupNeedsAName': 'En gruppe må ha et navn.',
  'told.settings.usersHoldALicenceMore': '{used} brukere har lisens, flere enn {most}. Ta den fra {over} av dem først.',
  'told.settings.thePasswordIsTooShort':
    'Passordet er for kort eller for vanlig. Bruk minst {least} tegn som ikke er et vanlig passord.',
  'told.settings.isNotActiveActivateThe': '{name} er ikke aktiv. Aktiver brukeren først, og lag så lenken.',
  'told.settings.thisLinkIsNotValid':
    'Denne lenken er ikke gyldig: Den er brukt, for gammel, eller en nyere er laget. Be en administrator om en ny lenke.',
  'told.settings.youHaveNoPasswordHere': 'Du har ikke noe passord her. Be en administrator om en lenke for å velge et.',
  'told.settings.tooManyWrongPasswordsWait': 'For mange feil passord. Vent noen minutter, og prøv igjen.',
  'told.settings.theOldPasswordIsWrong': 'Det gamle passordet er feil. Sjekk det og prøv igjen.',
  'told.settings.thereIsNoUserLoad': 'Det finnes ingen bruker {id}. Last listen over brukere på nytt.',
  'told.settings.thereIsNoUserReload': 'Det finnes ingen bruker {id}. Last listen på nytt.',
  'told.settings.thereIsNoUserChoose': 'Det finnes ingen bruker {id}. Velg en fra listen.',
  'told.settings.thereIsAUserAlready': 'Det finnes allerede en bruker {name}. Velg et annet navn.',
  'told.settings.thisIsTheLastActive':
    'Dette er den siste aktive administratoren. Gjør en annen bruker til administrator først.',
  'told.settings.thisSessionIsOverAlready': 'Denne økten er allerede avsluttet. Last listen på nytt.',
  'told.settings.aTokenNeedsAName': 'Et token må ha et navn på høyst {most} tegn: Si hva det er til.',
  'told.settings.aTokenCannotDoMore': 'Et token kan ikke mer enn eieren: Innstillinger er for administratorer.',
  'told.settings.theTokenWouldHaveExpired': 'Tokenet ville allerede være utløpt. Velg en senere dag.',
  'told.settings.youHaveATokenAlready': 'Du har allerede et token {name}. Velg et annet navn, eller trekk det tilbake.',
  'told.settings.thisTokenWasRevokedAlready': 'Dette tokenet er allerede trukket tilbake. Last listen på nytt.',
  'told.settings.allLicencesOfThisSite':
    'Alle {most} lisensene for dette stedet er i bruk. Ta en fra en annen bruker, eller øk antallet under Lisenser.',
  'told.settings.aUserNeedsAName': 'En bruker må ha et navn.',
  'told.settings.aUsersNameHasAt': 'Et brukernavn har høyst {most} tegn og ikke kolon. Velg et annet.',
  'told.settings.aFullNameHasAt': 'Et fullt navn har høyst {most} tegn. Forkort det.',
  'told.settings.thisIsNoEMail':
    'Dette er ingen e-postadresse. Skriv den som navn@firma.example, eller la feltet stå tomt.',
  'told.settings.theConnectorHasNoSuch': 'Sync Connector har ikke dette feltet.',
  'told.settings.itMayNotBeBlank': 'Det kan ikke være tomt.',
  'told.settings.atMostCharactersFitThis': 'Det er plass til høyst {most} tegn, dette har {length}.',
  'told.settings.staysWithItsConnectorIts':
    '{connection} beholder sin Sync Connector: Tilknytningene hører til det ERP-systemet. Lag en ny kobling for en annen.',
  'told.settings.isActiveAndItsConfiguration':
    '{connection} er aktiv, og oppsettet kan bare endres mens den ikke er det. Deaktiver den først.',
  'told.settings.thereIsNoCultureChoose': 'Det finnes ingen skrivemåte {culture}. Velg en fra listen.',
  'told.settings.thereIsNoConnectorChoose': 'Det finnes ingen Sync Connector {id}. Velg en fra listen.',
  'told.settings.theConnectorIsDeletedRestore': 'Sync Connector {name} er slettet. Gjenopprett den først.',
  'told.settings.theConnectionHasNoName': 'Koblingen mangler navn. Gi den et.',
  'told.settings.thereIsAConnectionAlready': 'Det finnes allerede en kobling {name}. Velg et annet navn.',
  'told.settings.somebodyElseChangedTheDefault':
    'Noen andre har endret standardverdien for {name} imens. Ingenting er lagret. Se på den slik den er nå, og lagre igjen.',
  'told.settings.canBeMandatoryOnlyWith':
    '{name} kan bare være påkrevd med en verdi, eller når brukeren blir spurt. Merk også av for en av dem.',
  'told.settings.theDefaultOfHasCharacters': 'Standardverdien for {name} har {length} tegn; det er plass til {most}.',
  'told.settings.theDefaultOfTheErp':
    'Standardverdien for {name}: ERP-listen {list} har ikke elementet {item}. Velg et fra listen.',
  'told.settings.isNotMappedToA': '{name} er ikke tilordnet en liste i CRM. Tilordne det først.',
  'told.settings.standsTwiceInThePairs': '{item} står to ganger i parene. Angi hvert element én gang.',
  'told.settings.somebodyElseMappedOfMeanwhile':
    'Noen andre har tilordnet {item} i {list} imens. Ingenting er lagret. Se på det slik det er nå, og lagre igjen.',
  'told.settings.theCrmListHasNo': 'CRM-listen {list} har ikke elementet {item}. Velg et fra listen.',
  'told.settings.isUsedForAndFor': '{name}: {item} brukes for {first} og for {second}. Bruk hvert element én gang.',
  'told.settings.theErpListHasNo': 'ERP-listen {list} har ikke elementet {item}. Last listene på nytt.',
  'told.settings.knowsNoFieldsOfUpdate':
    '{connection} kjenner ingen felt for {actor}. Oppdater feltene fra ERP; ikke alle ERP har denne typen.',
  'told.settings.thereIsNoErpField': 'Det finnes ikke noe ERP-felt {id}. Last tilordningen på nytt.',
  'told.settings.hasNoSuchField': '{actor} har ikke dette feltet.',
  'told.settings.somebodyElseChangedMeanwhileNothing':
    'Noen andre har endret {name} imens. Ingenting er lagret. Se på det slik det er nå, og lagre igjen.',
  'told.settings.itWasChangedMeanwhile': 'Det er endret imens.',
  'told.settings.theCrmHasNoField': 'CRM har ikke feltet {key}. Velg et annet.',
  'told.settings.isMappedToAlreadyMap': '{field} er allerede tilordnet {name}. Tilordne hvert CRM-felt én gang.',
  'told.settings.thereIsNoPreviewAsk': 'Det finnes ingen forhåndsvisning {id}. Be om den igjen.',
  'told.settings.aConnectionStandsTwiceIn': 'En kobling står to ganger i rekkefølgen. Angi hver én gang.',
  'told.settings.aFieldOfStandsTwice': 'Et felt for {actor} står to ganger i rekkefølgen. Angi hvert én gang.',
  'told.settings.hasNoFieldLoadThe': '{actor} har ikke feltet {name}. Last listen på nytt.',
  'told.settings.thereIsNoSuchWebhook': 'Det finnes ingen slik webhook. Last listen på nytt.',
  'told.settings.thereIsAWebhookWith': 'Det finnes allerede en webhook med denne adressen. Endre den.',
  'told.settings.thereIsAWebhookWithThis': 'Det finnes allerede en webhook med denne adressen.',
  'told.settings.thisMessageIsOnIts': 'Denne meldingen er på vei, var en test eller er borte. Last listen på nytt.',
  'told.settings.thisIsNotAnAddress': 'Dette er ingen adresse. Begynn den med https://.',
  'told.settings.itAnswered': 'Den svarte {status}.',
  'told.settings.itDidNotAnswerWithin': 'Den svarte ikke innen {seconds} sekunder.',
  'told.settings.itCannotBeReached': 'Den kan ikke nås{more}.',
  'told.settings.theSecretOfThisWebhook':
    'Hemmeligheten til denne webhooken kan ikke åpnes. Gi den en ny, og si fra til mottakeren.',
  'told.settings.thisIsAPrivateKey':
    'Dette er en privat nøkkel. Registrer den offentlige delen; den private blir der den signerer.',
  'told.settings.thisIsNoPublicKey':
    'Dette er ingen offentlig nøkkel i PEM-form (den begynner med -----BEGIN PUBLIC KEY-----).',
  'told.settings.thisIsAKeyFor': 'Dette er en nøkkel for {type}. RS256 krever en RSA-nøkkel.',
  'told.settings.thisRsaKeyHasBits': 'Denne RSA-nøkkelen har {bits} bit. Den må ha {least} til {most}.',
  'told.settings.thereIsNoNextKey':
    'Det finnes ingen neste nøkkel. Lag en, registrer den i applikasjonene, og ta den så i bruk.',
  'told.settings.isActiveAndHowIt':
    '{connection} er aktiv, og hvordan tall og datoer leses kan bare endres mens den ikke er det. Deaktiver den først.',
  'told.settings.isActiveAndItsTime':
    '{connection} er aktiv, og tidssonen kan bare endres mens den ikke er det. Deaktiver den først.',
  'told.settings.thisIsNoPrivateKey':
    'Dette er ingen privat nøkkel i PEM-form uten passord (-----BEGIN PRIVATE KEY-----).',
};
