import type { ToldConnectorMessages } from './load.ts';

export const messages: ToldConnectorMessages = {
  'told.connector.askTheOperatorToList': 'Be operatøren om å føre den opp i operator.yaml under egress.allowed.',
  'told.connector.addressesCannotBeCalledUse': 'Adresser med {protocol} kan ikke kalles; bruk http eller https.',
  'told.connector.aNameOrPasswordInside': 'Navn eller passord i en adresse er ikke tillatt; bruk feltene i koblingen.',
  'told.connector.theHostPortIsNot': 'Verten {host}, port {port}, er ikke tillatt. {why}',
  'told.connector.theAddressPortIsNot': 'Adressen {address}, port {port}, er ikke tillatt. {why}',
  'told.connector.isNeverCalledItIs':
    '{address} kalles aldri: Den er link-local, multicast, reservert, en tunnel eller en metadatatjeneste.',
  'told.connector.theNameHasNoAddress': 'Navnet {name} har ingen adresse.',
  'told.connector.aPathIsNeededGive': 'En bane trengs. Angi banen til filen under mappen for filer.',
  'told.connector.thereIsNoFilePut': 'Det finnes ingen fil «{file}»{whatNear}. Legg den der, eller rett banen.',
  'told.connector.cannotBeReachedGiveThe': '«{file}» kan ikke nås: {why}. Gi hubens bruker lesetilgang.',
  'told.connector.liesOutsideOfTheFolders':
    '«{file}» ligger utenfor mappene som connectorer kan nå. Flytt filen til en av dem, eller be operatøren om å føre opp mappen i operator.yaml under files.allowed.',
  'told.connector.noApplicationIsRegisteredUnder':
    'Ingen applikasjon er registrert med klient-ID {id}. Legg den til under Registrerte applikasjoner.',
  'told.connector.theApplicationIsRegisteredAs':
    'Applikasjonen {name} er registrert som inaktiv og kalles derfor ikke. Gjør den aktiv.',
  'told.connector.theApplicationHasTheAddress':
    'Applikasjonen {name} har adressen {address}, som ikke er en tjeneste. Skriv den som https://HOST/ErpConnectorWS.svc.',
  'told.connector.theConnectorFailedUnexpectedlyTell':
    'Sync Connector {name} feilet uventet. Si fra til utvikleren hva hubens logg sier.',
  'told.connector.thereIsNoConnectorInstalled': 'Det finnes ingen Sync Connector {name}. Installert: {names}.',
  'told.connector.isNotTheAddressOf':
    '«{url}» er ikke adressen til en Sync Connector. Skriv den som plugin://NAME, https://HOST/ErpConnectorWS.svc?ConnectorName=NAME eller app://CLIENT_ID. Installert: {names}.',
  'told.connector.wasAnsweredWithoutAResult':
    '{operation} ble besvart uten resultat. Sjekk at adressen tilhører en Sync Connector.',
  'told.connector.wasAnsweredButTheAnswer': '{operation} ble besvart, men svaret sier ikke om det gikk bra.',
  'told.connector.correctTheValue': '{name}: {why} Rett verdien.',
  'told.connector.wasAnsweredWithAWeb':
    '{operation} ble besvart med en nettside (HTTP {status}) i stedet for en melding. Sjekk adressen og det som ligger imellom.',
  'told.connector.theConnectorsServerSays': '{operation}: Serveren til Sync Connector sier {what}.',
  'told.connector.wasAnsweredInPartsMtom':
    '{operation} ble besvart i deler (MTOM), som protokollen ikke bruker. Slå det av i tjenesten.',
  'told.connector.wasAnsweredWithWithoutA':
    '{operation} ble besvart med {answer} uten resultat: Tjenesten kan være endret. Test adressen på nytt.',
  'told.connector.wasAnsweredButUnderHttp': '{operation} ble besvart, men med HTTP {status}.',
  'told.connector.theConnectorDidNotUnderstand':
    'Sync Connector forsto ikke {operation} ({what}). Test adressen på nytt, så kontrakten leses igjen.',
  'told.connector.theConnectorSays': 'Sync Connector sier {what}.',
  'told.connector.theConnectorRefusedAndGave': 'Sync Connector avviste uten å oppgi noen grunn.',
  'told.connector.theConnectorHasNoTest':
    'Sync Connector har ikke {operation}. Test adressen på nytt etter at den er oppdatert.',
  'told.connector.theConnectorHasChangedIts':
    'Sync Connector har endret kontrakten ({what}); den nye brukes fra nå av.',
  'told.connector.theConnectorSaysThatIt':
    'Sync Connector sier at den opprettet {actor}, men svaret inneholder {what}.',
  'told.connector.aValueHoldsTheCharacter': 'En verdi inneholder tegnet {character}, som ingen XML-melding kan bære.',
  'told.connector.theConnectorOfHasNo':
    'Sync Connector for {name} har ikke Authenticate i kontrakten og kan derfor ikke bevise hvem den er. Test adressen på nytt etter at den er oppdatert.',
  'told.connector.theApplicationHasNoPublic':
    'Applikasjonen {name} har ingen offentlig nøkkel som er gyldig i dag. Registrer den nåværende nøkkelen under Registrerte applikasjoner.',
  'told.connector.theConnectorDoesNotLet':
    'Sync Connector slipper ikke denne huben inn: {why}. Sjekk at den kjenner hubens offentlige nøkkel, og at begge klokkene går riktig.',
  'told.connector.whatAnswersForTheApplication':
    'Det som svarer for applikasjonen {name}, beviste ikke at det er den applikasjonen: {why}. Ingenting ble sendt. Sjekk adressen og de offentlige nøklene som er registrert.',
  'told.connector.theServerAnswersWithHttp': 'Serveren svarer {status} med HTTP {code}.',
  'told.connector.theWsdlDescribesAnotherService':
    'WSDL-en beskriver en annen tjeneste: Ingen av operasjonene til en Sync Connector (WSGetConfigData, WSGetActors …) er i den.',
  'told.connector.giveTheWsdlAsOne': 'Oppgi WSDL-en som én fil (?singleWsdl), med skjemaene i den.',
  'told.connector.theServicePublishesNoWsdl': 'Tjenesten publiserer ingen WSDL; den som ble oppgitt, brukes.',
  'told.connector.thereIsNoListUse': 'Det finnes ingen liste {list}. Bruk en liste som et felt viser til.',
  'told.connector.thisErpHasNoUse': 'Dette ERP-systemet har ikke {actor}. Bruk en av aktørtypene som støttes.',
  'told.connector.wasCutShortByThe': '{what} ble avbrutt. Prøv igjen.',
  'told.connector.anotherWorkerHasTakenOver': 'En annen arbeider har overtatt denne koblingen. Ingenting ble skrevet.',
  'told.connector.isNotAFieldOf': '{name} er ikke et felt for denne aktøren. Utelat det.',
  'told.connector.isReadOnlyInThe': '{name} er skrivebeskyttet i ERP. Utelat det.',
  'told.connector.theListHasNoItem': '{name}: Listen {list} har ikke elementet «{item}». Velg en av nøklene i den.',
  'told.connector.aBelongsToACreate': '{actor} hører til {parent}. Opprett med nøkkelen til {parent}.',
  'told.connector.aCannotBelongToA': '{actor} kan ikke høre til {parent}. Tillatt: {parents}.',
  'told.connector.thereIsNoToBelong': 'Det finnes ingen {actor} {key} å høre til. Knytt til den først.',
  'told.connector.theDataKeyOfConnection':
    'Datanøkkelen til koblingen {connection} kan ikke åpnes: Den er endret eller hører til en annen kobling. Gjenopprett den fra en sikkerhetskopi, eller skriv inn koblingens passord på nytt.',
  'told.connector.theStoredValueOfDoes':
    'Den lagrede verdien av «{name}» kan ikke åpnes: Den er endret eller flyttet fra en annen kobling. Skriv den inn på nytt i koblingens oppsett.',
  'told.connector.aFieldHoldsMakeIt': 'Et felt inneholder {what}. Gjør det til tekst, et tall eller en ja/nei-verdi.',
  'told.connector.wasCreatedButIsNot': '{actor} {key} ble opprettet, men finnes ikke.',
  'told.connector.thereIsNoLinkThe': 'Det finnes ingen {actor} {key}. Knytt posten til en annen, eller opprett den.',
  'told.connector.wasNotWrittenTheCaller': '{name} ble ikke skrevet: Det ble avbrutt. Prøv igjen.',
  'told.connector.itDoesNotLetTheHub':
    '{operation}: Serveren til Sync Connector sier {what}. Den slipper ikke huben inn: Kontroller navn og passord i koblingen, og adressen.',
};
