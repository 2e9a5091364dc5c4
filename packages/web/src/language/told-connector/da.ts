import type { ToldConnectorMessages } from './load.ts';

export const messages: ToldConnectorMessages = {
  'told.connector.askTheOperatorToList': 'Bed operatøren om at føre den op i operator.yaml under egress.allowed.',
  'told.connector.addressesCannotBeCalledUse': 'Adresser med {protocol} kan ikke kaldes; brug http eller https.',
  'told.connector.aNameOrPasswordInside': 'Navn eller adgangskode i en adresse er ikke tilladt; brug linkets felter.',
  'told.connector.theHostPortIsNot': 'Værten {host}, port {port}, er ikke tilladt. {why}',
  'told.connector.theAddressPortIsNot': 'Adressen {address}, port {port}, er ikke tilladt. {why}',
  'told.connector.isNeverCalledItIs':
    '{address} kaldes aldrig: Den er link-local, multicast, reserveret, en tunnel eller en metadatatjeneste.',
  'told.connector.theNameHasNoAddress': 'Navnet {name} har ingen adresse.',
  'told.connector.aPathIsNeededGive': 'Der mangler en sti. Angiv stien til filen under mappen med filer.',
  'told.connector.thereIsNoFilePut': 'Der findes ingen fil »{file}«{whatNear}. Læg den dér, eller ret stien.',
  'told.connector.cannotBeReachedGiveThe': '»{file}« kan ikke nås: {why}. Giv hubbens bruger læserettighed.',
  'told.connector.liesOutsideOfTheFolders':
    '»{file}« ligger uden for de mapper, som connectorer må nå. Flyt filen til en af dem, eller bed operatøren om at føre mappen op i operator.yaml under files.allowed.',
  'told.connector.noApplicationIsRegisteredUnder':
    'Ingen applikation er registreret med klient-id {id}. Tilføj den under Registrerede applikationer.',
  'told.connector.theApplicationIsRegisteredAs':
    'Applikationen {name} er registreret som inaktiv og kaldes derfor ikke. Gør den aktiv.',
  'told.connector.theApplicationHasTheAddress':
    'Applikationen {name} har adressen {address}, som ikke er en tjeneste. Skriv den som https://HOST/ErpConnectorWS.svc.',
  'told.connector.theConnectorFailedUnexpectedlyTell':
    'Sync Connector {name} fejlede uventet. Fortæl udvikleren, hvad hubbens log siger.',
  'told.connector.thereIsNoConnectorInstalled': 'Der findes ingen Sync Connector {name}. Installeret: {names}.',
  'told.connector.isNotTheAddressOf':
    '»{url}« er ikke adressen på en Sync Connector. Skriv den som plugin://NAME, https://HOST/ErpConnectorWS.svc?ConnectorName=NAME eller app://CLIENT_ID. Installeret: {names}.',
  'told.connector.wasAnsweredWithoutAResult':
    '{operation} blev besvaret uden resultat. Kontrollér, at adressen tilhører en Sync Connector.',
  'told.connector.wasAnsweredButTheAnswer': '{operation} blev besvaret, men svaret siger ikke, om det gik godt.',
  'told.connector.correctTheValue': '{name}: {why} Ret værdien.',
  'told.connector.wasAnsweredWithAWeb':
    '{operation} blev besvaret med en webside (HTTP {status}) i stedet for en meddelelse. Kontrollér adressen og det, der ligger imellem.',
  'told.connector.theConnectorsServerSays': '{operation}: Serveren for Sync Connector siger {what}.',
  'told.connector.wasAnsweredInPartsMtom':
    '{operation} blev besvaret i dele (MTOM), som protokollen ikke bruger. Slå det fra i tjenesten.',
  'told.connector.wasAnsweredWithWithoutA':
    '{operation} blev besvaret med {answer} uden resultat: Tjenesten kan være ændret. Test adressen igen.',
  'told.connector.wasAnsweredButUnderHttp': '{operation} blev besvaret, men med HTTP {status}.',
  'told.connector.theConnectorDidNotUnderstand':
    'Sync Connector forstod ikke {operation} ({what}). Test adressen igen, så kontrakten læses på ny.',
  'told.connector.theConnectorSays': 'Sync Connector siger {what}.',
  'told.connector.theConnectorRefusedAndGave': 'Sync Connector afviste uden at angive nogen grund.',
  'told.connector.theConnectorHasNoTest':
    'Sync Connector har ikke {operation}. Test adressen igen, når den er opdateret.',
  'told.connector.theConnectorHasChangedIts':
    'Sync Connector har ændret sin kontrakt ({what}); den nye bruges fra nu af.',
  'told.connector.theConnectorSaysThatIt':
    'Sync Connector siger, at den oprettede {actor}, men svaret indeholder {what}.',
  'told.connector.aValueHoldsTheCharacter':
    'En værdi indeholder tegnet {character}, som ingen XML-meddelelse kan bære.',
  'told.connector.theConnectorOfHasNo':
    'Sync Connector for {name} har ikke Authenticate i sin kontrakt og kan derfor ikke bevise, hvem den er. Test adressen igen, når den er opdateret.',
  'told.connector.theApplicationHasNoPublic':
    'Applikationen {name} har ingen offentlig nøgle, der er gyldig i dag. Registrér den nuværende nøgle under Registrerede applikationer.',
  'told.connector.theConnectorDoesNotLet':
    'Sync Connector lukker ikke denne hub ind: {why}. Kontrollér, at den kender hubbens offentlige nøgle, og at begge ure går rigtigt.',
  'told.connector.whatAnswersForTheApplication':
    'Det, der svarer for applikationen {name}, beviste ikke, at det er den applikation: {why}. Intet blev sendt. Kontrollér adressen og de registrerede offentlige nøgler.',
  'told.connector.theServerAnswersWithHttp': 'Serveren svarer {status} med HTTP {code}.',
  'told.connector.theWsdlDescribesAnotherService':
    "WSDL'en beskriver en anden tjeneste: Ingen af en Sync Connectors operationer (WSGetConfigData, WSGetActors …) er i den.",
  'told.connector.giveTheWsdlAsOne': "Angiv WSDL'en som én fil (?singleWsdl) med skemaerne i.",
  'told.connector.theServicePublishesNoWsdl': 'Tjenesten offentliggør ingen WSDL; den angivne bruges.',
  'told.connector.thereIsNoListUse': 'Der findes ingen liste {list}. Brug en liste, som et felt henviser til.',
  'told.connector.thisErpHasNoUse': 'Dette ERP-system har ikke {actor}. Brug en af de understøttede aktørtyper.',
  'told.connector.wasCutShortByThe': '{what} blev afbrudt. Prøv igen.',
  'told.connector.anotherWorkerHasTakenOver': 'En anden worker har overtaget dette link. Intet blev skrevet.',
  'told.connector.isNotAFieldOf': '{name} er ikke et felt for denne aktør. Udelad det.',
  'told.connector.isReadOnlyInThe': '{name} er skrivebeskyttet i ERP. Udelad det.',
  'told.connector.theListHasNoItem': '{name}: Listen {list} har ikke elementet »{item}«. Vælg en af dens nøgler.',
  'told.connector.aBelongsToACreate': '{actor} hører til {parent}. Opret med nøglen til {parent}.',
  'told.connector.aCannotBelongToA': '{actor} kan ikke høre til {parent}. Tilladt: {parents}.',
  'told.connector.thereIsNoToBelong': 'Der findes ingen {actor} {key} at høre til. Tilknyt den først.',
  'told.connector.theDataKeyOfConnection':
    'Datanøglen til linket {connection} kan ikke åbnes: Den er ændret eller hører til et andet link. Gendan den fra en sikkerhedskopi, eller indtast linkets adgangskoder igen.',
  'told.connector.theStoredValueOfDoes':
    'Den gemte værdi af »{name}« kan ikke åbnes: Den er ændret eller flyttet fra et andet link. Indtast den igen i linkets opsætning.',
  'told.connector.aFieldHoldsMakeIt': 'Et felt indeholder {what}. Gør det til tekst, et tal eller en ja/nej-værdi.',
  'told.connector.wasCreatedButIsNot': '{actor} {key} blev oprettet, men findes ikke.',
  'told.connector.thereIsNoLinkThe': 'Der findes ingen {actor} {key}. Tilknyt posten til en anden, eller opret den.',
  'told.connector.wasNotWrittenTheCaller': '{name} blev ikke skrevet: Det blev afbrudt. Prøv igen.',
  'told.connector.itDoesNotLetTheHub':
    '{operation}: Serveren for Sync Connector siger {what}. Den lukker ikke hubben ind: Kontrollér navn og adgangskode i forbindelsen, og adressen.',
};
