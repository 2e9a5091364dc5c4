import type { ToldConnectorMessages } from './load.ts';

export const messages: ToldConnectorMessages = {
  'told.connector.askTheOperatorToList': 'Be operatören föra upp den i operator.yaml under egress.allowed.',
  'told.connector.addressesCannotBeCalledUse': 'Adresser med {protocol} kan inte anropas; använd http eller https.',
  'told.connector.aNameOrPasswordInside': 'Namn eller lösenord i en adress är inte tillåtet; använd kopplingens fält.',
  'told.connector.theHostPortIsNot': 'Värden {host}, port {port}, är inte tillåten. {why}',
  'told.connector.theAddressPortIsNot': 'Adressen {address}, port {port}, är inte tillåten. {why}',
  'told.connector.isNeverCalledItIs':
    '{address} anropas aldrig: den är link-local, multicast, reserverad, en tunnel eller en metadatatjänst.',
  'told.connector.theNameHasNoAddress': 'Namnet {name} har ingen adress.',
  'told.connector.aPathIsNeededGive': 'En sökväg behövs. Ange sökvägen till filen under filmappen.',
  'told.connector.thereIsNoFilePut': 'Det finns ingen fil ”{file}”{whatNear}. Lägg den där eller rätta sökvägen.',
  'told.connector.cannotBeReachedGiveThe': '”{file}” kan inte nås: {why}. Ge hubbens användare läsrättighet.',
  'told.connector.liesOutsideOfTheFolders':
    '”{file}” ligger utanför mapparna som connectorer får nå. Flytta filen till en av dem eller be operatören föra upp mappen i operator.yaml under files.allowed.',
  'told.connector.noApplicationIsRegisteredUnder':
    'Ingen applikation är registrerad med klient-ID {id}. Lägg till den under Registrerade applikationer.',
  'told.connector.theApplicationIsRegisteredAs':
    'Applikationen {name} är registrerad som inaktiv och anropas därför inte. Gör den aktiv.',
  'told.connector.theApplicationHasTheAddress':
    'Applikationen {name} har adressen {address}, som inte är en tjänst. Skriv den som https://HOST/ErpConnectorWS.svc.',
  'told.connector.theConnectorFailedUnexpectedlyTell':
    'Sync Connector {name} misslyckades oväntat. Meddela utvecklaren vad hubbens logg säger.',
  'told.connector.thereIsNoConnectorInstalled': 'Det finns ingen Sync Connector {name}. Installerade: {names}.',
  'told.connector.isNotTheAddressOf':
    '”{url}” är ingen adress till en Sync Connector. Skriv den som plugin://NAME, https://HOST/ErpConnectorWS.svc?ConnectorName=NAME eller app://CLIENT_ID. Installerade: {names}.',
  'told.connector.wasAnsweredWithoutAResult':
    '{operation} besvarades utan resultat. Kontrollera att adressen tillhör en Sync Connector.',
  'told.connector.wasAnsweredButTheAnswer': '{operation} besvarades, men svaret säger inte om det gick bra.',
  'told.connector.correctTheValue': '{name}: {why} Rätta värdet.',
  'told.connector.wasAnsweredWithAWeb':
    '{operation} besvarades med en webbsida (HTTP {status}) i stället för ett meddelande. Kontrollera adressen och vad som ligger emellan.',
  'told.connector.theConnectorsServerSays': '{operation}: servern för Sync Connector säger {what}.',
  'told.connector.wasAnsweredInPartsMtom':
    '{operation} besvarades i delar (MTOM), som protokollet inte använder. Stäng av det i tjänsten.',
  'told.connector.wasAnsweredWithWithoutA':
    '{operation} besvarades med {answer} utan resultat: tjänsten kan ha ändrats. Testa adressen igen.',
  'told.connector.wasAnsweredButUnderHttp': '{operation} besvarades, men med HTTP {status}.',
  'told.connector.theConnectorDidNotUnderstand':
    'Sync Connector förstod inte {operation} ({what}). Testa adressen igen så att kontraktet läses på nytt.',
  'told.connector.theConnectorSays': 'Sync Connector säger {what}.',
  'told.connector.theConnectorRefusedAndGave': 'Sync Connector avvisade utan att ange något skäl.',
  'told.connector.theConnectorHasNoTest':
    'Sync Connector har inte {operation}. Testa adressen igen när den har uppdaterats.',
  'told.connector.theConnectorHasChangedIts':
    'Sync Connector har ändrat sitt kontrakt ({what}); det nya används från och med nu.',
  'told.connector.theConnectorSaysThatIt':
    'Sync Connector säger att den skapade {actor}, men svaret innehåller {what}.',
  'told.connector.aValueHoldsTheCharacter':
    'Ett värde innehåller tecknet {character}, som inget XML-meddelande kan bära.',
  'told.connector.theConnectorOfHasNo':
    'Sync Connector för {name} har inte Authenticate i sitt kontrakt och kan därför inte bevisa vem den är. Testa adressen igen när den har uppdaterats.',
  'told.connector.theApplicationHasNoPublic':
    'Applikationen {name} har ingen publik nyckel som är giltig i dag. Registrera den nuvarande nyckeln under Registrerade applikationer.',
  'told.connector.theConnectorDoesNotLet':
    'Sync Connector släpper inte in den här hubben: {why}. Kontrollera att den känner hubbens publika nyckel och att båda klockorna går rätt.',
  'told.connector.whatAnswersForTheApplication':
    'Det som svarar för applikationen {name} bevisade inte att det är den applikationen: {why}. Inget skickades. Kontrollera adressen och de registrerade publika nycklarna.',
  'told.connector.theServerAnswersWithHttp': 'Servern svarar {status} med HTTP {code}.',
  'told.connector.theWsdlDescribesAnotherService':
    'WSDL:en beskriver en annan tjänst: ingen av åtgärderna för en Sync Connector (WSGetConfigData, WSGetActors …) finns i den.',
  'told.connector.giveTheWsdlAsOne': 'Ange WSDL:en som en fil (?singleWsdl) med sina scheman i.',
  'told.connector.theServicePublishesNoWsdl': 'Tjänsten publicerar ingen WSDL; den som angavs används.',
  'told.connector.thereIsNoListUse': 'Det finns ingen lista {list}. Använd en lista som ett fält anger.',
  'told.connector.thisErpHasNoUse': 'Detta ERP har ingen {actor}. Använd en av aktörtyperna som stöds.',
  'told.connector.wasCutShortByThe': '{what} avbröts. Försök igen.',
  'told.connector.anotherWorkerHasTakenOver': 'En annan arbetare har tagit över kopplingen. Inget skrevs.',
  'told.connector.isNotAFieldOf': '{name} är inget fält för den här aktören. Utelämna det.',
  'told.connector.isReadOnlyInThe': '{name} är skrivskyddat i ERP. Utelämna det.',
  'told.connector.theListHasNoItem': '{name}: listan {list} har inget objekt ”{item}”. Välj en av dess nycklar.',
  'told.connector.aBelongsToACreate': '{actor} hör till {parent}. Skapa med nyckeln för {parent}.',
  'told.connector.aCannotBelongToA': '{actor} kan inte höra till {parent}. Tillåtet: {parents}.',
  'told.connector.thereIsNoToBelong': 'Det finns ingen {actor} {key} att höra till. Koppla den först.',
  'told.connector.theDataKeyOfConnection':
    'Datanyckeln för kopplingen {connection} går inte att öppna: den har ändrats eller hör till en annan koppling. Återställ den från en säkerhetskopia eller ange kopplingens lösenord igen.',
  'told.connector.theStoredValueOfDoes':
    'Det sparade värdet av ”{name}” går inte att öppna: det har ändrats eller flyttats från en annan koppling. Ange det igen i kopplingens konfiguration.',
  'told.connector.aFieldHoldsMakeIt': 'Ett fält innehåller {what}. Gör det till text, ett tal eller ett ja/nej-värde.',
  'told.connector.wasCreatedButIsNot': '{actor} {key} skapades men hittas inte.',
  'told.connector.thereIsNoLinkThe': 'Det finns ingen {actor} {key}. Koppla posten till en annan eller skapa den.',
  'told.connector.wasNotWrittenTheCaller': '{name} skrevs inte: det avbröts. Försök igen.',
  'told.connector.itDoesNotLetTheHub':
    '{operation}: servern för Sync Connector säger {what}. Den släpper inte in hubben: kontrollera namn och lösenord i kopplingen, och adressen.',
};
