import type { ToldConnectorMessages } from './load.ts';

export const messages: ToldConnectorMessages = {
  'told.connector.askTheOperatorToList':
    'Bitten Sie den Betreiber, sie in operator.yaml unter egress.allowed einzutragen.',
  'told.connector.addressesCannotBeCalledUse':
    'Adressen mit {protocol} können nicht aufgerufen werden; verwenden Sie http oder https.',
  'told.connector.aNameOrPasswordInside':
    'Name oder Kennwort in einer Adresse ist nicht erlaubt; verwenden Sie die Felder der Verbindung.',
  'told.connector.theHostPortIsNot': 'Der Host {host}, Port {port}, ist nicht erlaubt. {why}',
  'told.connector.theAddressPortIsNot': 'Die Adresse {address}, Port {port}, ist nicht erlaubt. {why}',
  'told.connector.isNeverCalledItIs':
    '{address} wird nie aufgerufen: link-local, Multicast, reserviert, ein Tunnel oder ein Metadatendienst.',
  'told.connector.theNameHasNoAddress': 'Der Name {name} hat keine Adresse.',
  'told.connector.aPathIsNeededGive':
    'Ein Pfad wird gebraucht. Geben Sie den Pfad der Datei unterhalb des Dateiordners an.',
  'told.connector.thereIsNoFilePut':
    'Es gibt keine Datei „{file}“{whatNear}. Legen Sie sie dort ab oder korrigieren Sie den Pfad.',
  'told.connector.cannotBeReachedGiveThe':
    '„{file}“ ist nicht erreichbar: {why}. Geben Sie dem Benutzer des Hubs das Leserecht.',
  'told.connector.liesOutsideOfTheFolders':
    '„{file}“ liegt außerhalb der Ordner, die Connectors erreichen dürfen. Verschieben Sie die Datei in einen davon oder bitten Sie den Betreiber, ihren Ordner in operator.yaml unter files.allowed einzutragen.',
  'told.connector.noApplicationIsRegisteredUnder':
    'Unter der Client-ID {id} ist keine Anwendung registriert. Fügen Sie sie unter Registrierte Anwendungen hinzu.',
  'told.connector.theApplicationIsRegisteredAs':
    'Die Anwendung {name} ist als inaktiv registriert und wird deshalb nicht aufgerufen. Aktivieren Sie sie.',
  'told.connector.theApplicationHasTheAddress':
    'Die Anwendung {name} hat die Adresse {address}, die zu keinem Dienst gehört. Schreiben Sie sie als https://HOST/ErpConnectorWS.svc.',
  'told.connector.theConnectorFailedUnexpectedlyTell':
    'Der Sync Connector {name} ist unerwartet fehlgeschlagen. Teilen Sie dem Hersteller mit, was das Protokoll des Hubs sagt.',
  'told.connector.thereIsNoConnectorInstalled': 'Es gibt keinen Sync Connector {name}. Installiert: {names}.',
  'told.connector.isNotTheAddressOf':
    '„{url}“ ist keine Adresse eines Sync Connectors. Schreiben Sie sie als plugin://NAME, https://HOST/ErpConnectorWS.svc?ConnectorName=NAME oder app://CLIENT_ID. Installiert: {names}.',
  'told.connector.wasAnsweredWithoutAResult':
    '{operation} wurde ohne Ergebnis beantwortet. Prüfen Sie, ob die Adresse zu einem Sync Connector gehört.',
  'told.connector.wasAnsweredButTheAnswer':
    '{operation} wurde beantwortet, aber die Antwort sagt nicht, ob es gelungen ist.',
  'told.connector.correctTheValue': '{name}: {why} Korrigieren Sie den Wert.',
  'told.connector.wasAnsweredWithAWeb':
    '{operation} wurde mit einer Webseite (HTTP {status}) statt einer Nachricht beantwortet. Prüfen Sie die Adresse und was dazwischen liegt.',
  'told.connector.theConnectorsServerSays': '{operation}: Der Server des Sync Connectors sagt {what}.',
  'told.connector.wasAnsweredInPartsMtom':
    '{operation} wurde in Teilen (MTOM) beantwortet, die das Protokoll nicht verwendet. Schalten Sie das im Dienst aus.',
  'told.connector.wasAnsweredWithWithoutA':
    '{operation} wurde mit {answer} ohne Ergebnis beantwortet: Der Dienst hat sich vielleicht geändert. Testen Sie die Adresse erneut.',
  'told.connector.wasAnsweredButUnderHttp': '{operation} wurde beantwortet, aber mit HTTP {status}.',
  'told.connector.theConnectorDidNotUnderstand':
    'Der Sync Connector hat {operation} nicht verstanden ({what}). Testen Sie die Adresse erneut, damit der Vertrag neu gelesen wird.',
  'told.connector.theConnectorSays': 'Der Sync Connector sagt {what}.',
  'told.connector.theConnectorRefusedAndGave': 'Der Sync Connector hat ohne Begründung abgelehnt.',
  'told.connector.theConnectorHasNoTest':
    'Der Sync Connector hat kein {operation}. Testen Sie die Adresse nach einer Aktualisierung erneut.',
  'told.connector.theConnectorHasChangedIts':
    'Der Sync Connector hat seinen Vertrag geändert ({what}); ab jetzt gilt der neue.',
  'told.connector.theConnectorSaysThatIt':
    'Der Sync Connector sagt, er habe {actor} erstellt, aber seine Antwort enthält {what}.',
  'told.connector.aValueHoldsTheCharacter':
    'Ein Wert enthält das Zeichen {character}, das keine XML-Nachricht tragen kann.',
  'told.connector.theConnectorOfHasNo':
    'Der Sync Connector von {name} hat kein Authenticate in seinem Vertrag und kann deshalb nicht beweisen, wer er ist. Testen Sie die Adresse nach einer Aktualisierung erneut.',
  'told.connector.theApplicationHasNoPublic':
    'Die Anwendung {name} hat keinen heute gültigen öffentlichen Schlüssel. Registrieren Sie den jetzigen Schlüssel unter Registrierte Anwendungen.',
  'told.connector.theConnectorDoesNotLet':
    'Der Sync Connector lässt diesen Hub nicht ein: {why}. Prüfen Sie, ob er den öffentlichen Schlüssel des Hubs kennt und ob beide Uhren richtig gehen.',
  'told.connector.whatAnswersForTheApplication':
    'Was für die Anwendung {name} antwortet, hat nicht bewiesen, dass es diese Anwendung ist: {why}. Es wurde nichts gesendet. Prüfen Sie die Adresse und die registrierten öffentlichen Schlüssel.',
  'told.connector.theServerAnswersWithHttp': 'Der Server antwortet {status} mit HTTP {code}.',
  'told.connector.theWsdlDescribesAnotherService':
    'Das WSDL beschreibt einen anderen Dienst: Keine der Operationen eines Sync Connectors (WSGetConfigData, WSGetActors …) ist darin.',
  'told.connector.giveTheWsdlAsOne': 'Geben Sie das WSDL als eine Datei (?singleWsdl) mit den Schemas darin an.',
  'told.connector.theServicePublishesNoWsdl': 'Der Dienst veröffentlicht kein WSDL; das angegebene wird verwendet.',
  'told.connector.thereIsNoListUse': 'Es gibt keine Liste {list}. Verwenden Sie eine Liste, die ein Feld nennt.',
  'told.connector.thisErpHasNoUse': 'Dieses ERP hat kein {actor}. Verwenden Sie einen der unterstützten Aktortypen.',
  'told.connector.wasCutShortByThe': '{what} wurde abgebrochen. Versuchen Sie es erneut.',
  'told.connector.anotherWorkerHasTakenOver':
    'Ein anderer Worker hat diese Verbindung übernommen. Es wurde nichts geschrieben.',
  'told.connector.isNotAFieldOf': '{name} ist kein Feld dieses Akteurs. Lassen Sie es weg.',
  'told.connector.isReadOnlyInThe': '{name} ist im ERP schreibgeschützt. Lassen Sie es weg.',
  'told.connector.theListHasNoItem':
    '{name}: Die Liste {list} hat keinen Eintrag „{item}“. Wählen Sie einen ihrer Schlüssel.',
  'told.connector.aBelongsToACreate': '{actor} gehört zu {parent}. Erstellen Sie mit dem Schlüssel von {parent}.',
  'told.connector.aCannotBelongToA': '{actor} kann nicht zu {parent} gehören. Erlaubt: {parents}.',
  'told.connector.thereIsNoToBelong':
    'Es gibt {actor} {key} nicht, wozu der Datensatz gehören soll. Verbinden Sie das zuerst.',
  'told.connector.theDataKeyOfConnection':
    'Der Datenschlüssel der Verbindung {connection} lässt sich nicht öffnen: Er wurde geändert oder gehört zu einer anderen Verbindung. Stellen Sie ihn aus einer Sicherung wieder her oder geben Sie die Kennwörter der Verbindung neu ein.',
  'told.connector.theStoredValueOfDoes':
    'Der gespeicherte Wert von „{name}“ lässt sich nicht öffnen: Er wurde geändert oder stammt von einer anderen Verbindung. Geben Sie ihn in der Konfiguration der Verbindung neu ein.',
  'told.connector.aFieldHoldsMakeIt':
    'Ein Feld enthält {what}. Machen Sie daraus Text, eine Zahl oder einen Wahrheitswert.',
  'told.connector.wasCreatedButIsNot': '{actor} {key} wurde erstellt, ist aber nicht zu finden.',
  'told.connector.thereIsNoLinkThe':
    'Es gibt {actor} {key} nicht. Verbinden Sie den Datensatz mit einem anderen oder erstellen Sie ihn.',
  'told.connector.wasNotWrittenTheCaller':
    '{name} wurde nicht geschrieben: Es wurde abgebrochen. Versuchen Sie es erneut.',
  'told.connector.itDoesNotLetTheHub':
    '{operation}: Der Server des Sync Connectors sagt {what}. Er lässt den Hub nicht ein: Prüfen Sie Name und Kennwort in der Verbindung und die Adresse.',
};
