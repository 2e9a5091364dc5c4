import type { ToldSettingsMessages } from './load.ts';

export const messages: ToldSettingsMessages = {
  'told.settings.mapsNoFieldWithA':
    '{connection} ordnet kein Feld mit einer Richtung zu: Ordnen Sie mindestens ein Feld eines Aktortyps zu.',
  'told.settings.theCrmFieldIsAlready':
    '{connection}, {actor}: Das CRM-Feld {field} wird bereits von {other} geschrieben. Lassen Sie beide in beide Richtungen gehen oder nur eine schreiben.',
  'told.settings.thereIsAnApplicationWith': 'Es gibt bereits eine Anwendung mit der Client-ID {id}.',
  'told.settings.isTheApplicationOfThe':
    '{name} ist die Anwendung des Sync Connectors {connector}. Löschen Sie diesen zuerst oder deaktivieren Sie die Anwendung.',
  'told.settings.theLastDayOfThe':
    'Der letzte Tag des Schlüssels liegt vor dem ersten. Korrigieren Sie einen von beiden.',
  'told.settings.hasThisKeyAlreadyRemove':
    '{name} hat diesen Schlüssel bereits. Entfernen Sie ihn zuerst, um seine Tage zu ändern.',
  'told.settings.hasNoSuchKeyAny': '{name} hat diesen Schlüssel nicht mehr. Laden Sie die Liste neu.',
  'told.settings.thereIsNoApplicationLoad': 'Es gibt keine Anwendung {id}. Laden Sie die Liste neu.',
  'told.settings.aClientIdHasAt': 'Eine Client-ID hat höchstens 100 Zeichen und kein Leerzeichen, /, ? oder #.',
  'told.settings.anApplicationNeedsAName': 'Eine Anwendung braucht einen Namen mit höchstens 200 Zeichen.',
  'told.settings.thisIsNoAddressOf':
    'Das ist keine Adresse eines Dienstes: Schreiben Sie sie als https://HOST/ErpConnectorWS.svc.',
  'told.settings.wasDeletedJustNowLook': '{name} wurde gerade gelöscht. Sehen Sie sich die Liste noch einmal an.',
  'told.settings.thereIsNoConnectorLook':
    'Es gibt keinen Sync Connector {id}. Sehen Sie sich die Liste noch einmal an.',
  'told.settings.theConnectorHasNoName': 'Der Sync Connector hat keinen Namen. Geben Sie ihm einen.',
  'told.settings.theConnectorNeedsAUrl': 'Der Sync Connector {name} braucht eine URL mit höchstens {most} Zeichen.',
  'told.settings.thereIsAConnectorAlready':
    'Es gibt bereits einen Sync Connector {name}. Wählen Sie einen anderen Namen.',
  'told.settings.hasTheConnectionDeleteIt':
    '{name} hat die Verbindung {connections}. Löschen Sie sie zuerst, dann den Sync Connector.',
  'told.settings.hasConnectionsDeleteThemFirst':
    '{name} hat {number} Verbindungen: {connections}. Löschen Sie sie zuerst, dann den Sync Connector.',
  'told.settings.theListBelongsToA':
    'Die Liste {name} gehört zu einem festen Feld und bleibt. Blenden Sie stattdessen Einträge aus.',
  'told.settings.theListIsUsedBy':
    'Die Liste {name} wird von {users} verwendet. Wählen Sie dort zuerst eine andere Liste.',
  'told.settings.recordsHoldItemsOfThe':
    'Datensätze verwenden Einträge der Liste {name}. Blenden Sie die Einträge stattdessen aus.',
  'told.settings.theListHasNoItem': 'Die Liste {name} hat keinen Eintrag {item}. Laden Sie die Liste neu.',
  'told.settings.thereIsNoListLoad': 'Es gibt keine Liste {name}. Laden Sie die Listen neu.',
  'told.settings.theListHasAnItem':
    'Die Liste {name} hat bereits einen Eintrag {item}. Wählen Sie einen anderen Namen.',
  'told.settings.itNeedsANameThe':
    'Es braucht einen Namen. Er wird in jeder Sprache angezeigt, die keinen eigenen hat.',
  'told.settings.aNameHasAtMost': 'Ein Name hat höchstens {most} Zeichen. Kürzen Sie ihn.',
  'told.settings.aNameCannotHoldA':
    'Ein Name darf kein Anführungszeichen mit folgendem Semikolon enthalten. Schreiben Sie ihn anders.',
  'told.settings.thereIsNoGroupLoad': 'Es gibt keine Gruppe {id}. Laden Sie die Liste der Gruppen neu.',
  'told.settings.thereIsNoGroupReload': 'Es gibt keine Gruppe {id}. Laden Sie die Liste neu.',
  'told.settings.thereIsNoGroupChoose': 'Es gibt keine Gruppe {id}. Wählen Sie eine aus der Liste.',
  'told.settings.thereIsAGroupAlready': 'Es gibt bereits eine Gruppe {name}. Wählen Sie einen anderen Namen.',
  'told.settings.aGroupNeedsAName': 'Eine Gruppe braucht einen Namen.',
  'told.settings.usersHoldALicenceMore':
    '{used} Benutzer haben eine Lizenz, mehr als {most}. Entziehen Sie sie zuerst {over} von ihnen.',
  'told.settings.thePasswordIsTooShort':
    'Das Kennwort ist zu kurz oder zu gebräuchlich. Verwenden Sie mindestens {least} Zeichen, die kein gebräuchliches Kennwort sind.',
  'told.settings.isNotActiveActivateThe':
    '{name} ist nicht aktiv. Aktivieren Sie den Benutzer zuerst und erstellen Sie dann den Link.',
  'told.settings.thisLinkIsNotValid':
    'Dieser Link ist nicht gültig: Er wurde verwendet, ist zu alt oder es gibt einen neueren. Bitten Sie einen Administrator um einen neuen Link.',
  'told.settings.youHaveNoPasswordHere':
    'Sie haben hier kein Kennwort. Bitten Sie einen Administrator um einen Link, um eines zu wählen.',
  'told.settings.tooManyWrongPasswordsWait':
    'Zu viele falsche Kennwörter. Warten Sie einige Minuten und versuchen Sie es dann erneut.',
  'told.settings.theOldPasswordIsWrong': 'Das alte Kennwort ist falsch. Prüfen Sie es und versuchen Sie es erneut.',
  'told.settings.thereIsNoUserLoad': 'Es gibt keinen Benutzer {id}. Laden Sie die Liste der Benutzer neu.',
  'told.settings.thereIsNoUserReload': 'Es gibt keinen Benutzer {id}. Laden Sie die Liste neu.',
  'told.settings.thereIsNoUserChoose': 'Es gibt keinen Benutzer {id}. Wählen Sie einen aus der Liste.',
  'told.settings.thereIsAUserAlready': 'Es gibt bereits einen Benutzer {name}. Wählen Sie einen anderen Namen.',
  'told.settings.thisIsTheLastActive':
    'Das ist der letzte aktive Administrator. Machen Sie zuerst einen anderen Benutzer zum Administrator.',
  'told.settings.thisSessionIsOverAlready': 'Diese Sitzung ist bereits beendet. Laden Sie die Liste neu.',
  'told.settings.aTokenNeedsAName':
    'Ein Token braucht einen Namen mit höchstens {most} Zeichen: Geben Sie an, wofür es ist.',
  'told.settings.aTokenCannotDoMore':
    'Ein Token kann nicht mehr als sein Besitzer: Einstellungen sind für Administratoren.',
  'told.settings.theTokenWouldHaveExpired': 'Das Token wäre schon abgelaufen. Wählen Sie einen späteren Tag.',
  'told.settings.youHaveATokenAlready':
    'Sie haben bereits ein Token {name}. Wählen Sie einen anderen Namen oder widerrufen Sie es.',
  'told.settings.thisTokenWasRevokedAlready': 'Dieses Token wurde bereits widerrufen. Laden Sie die Liste neu.',
  'told.settings.allLicencesOfThisSite':
    'Alle {most} Lizenzen dieser Installation sind vergeben. Entziehen Sie einem anderen Benutzer eine oder erhöhen Sie die Anzahl unter Lizenzen.',
  'told.settings.aUserNeedsAName': 'Ein Benutzer braucht einen Namen.',
  'told.settings.aUsersNameHasAt':
    'Ein Benutzername hat höchstens {most} Zeichen und keinen Doppelpunkt. Wählen Sie einen anderen.',
  'told.settings.aFullNameHasAt': 'Ein vollständiger Name hat höchstens {most} Zeichen. Kürzen Sie ihn.',
  'told.settings.thisIsNoEMail':
    'Das ist keine E-Mail-Adresse. Schreiben Sie sie als name@firma.example oder lassen Sie das Feld leer.',
  'told.settings.theConnectorHasNoSuch': 'Der Sync Connector hat kein solches Feld.',
  'told.settings.itMayNotBeBlank': 'Es darf nicht leer sein.',
  'told.settings.atMostCharactersFitThis': 'Höchstens {most} Zeichen passen hinein, dies hat {length}.',
  'told.settings.staysWithItsConnectorIts':
    '{connection} bleibt bei ihrem Sync Connector: Die verbundenen Datensätze gehören zu diesem ERP. Legen Sie für einen anderen eine neue Verbindung an.',
  'told.settings.isActiveAndItsConfiguration':
    '{connection} ist aktiv; die Konfiguration lässt sich nur ändern, wenn sie es nicht ist. Deaktivieren Sie sie zuerst.',
  'told.settings.thereIsNoCultureChoose': 'Es gibt keine Schreibweise {culture}. Wählen Sie eine aus der Liste.',
  'told.settings.thereIsNoConnectorChoose': 'Es gibt keinen Sync Connector {id}. Wählen Sie einen aus der Liste.',
  'told.settings.theConnectorIsDeletedRestore':
    'Der Sync Connector {name} ist gelöscht. Stellen Sie ihn zuerst wieder her.',
  'told.settings.theConnectionHasNoName': 'Die Verbindung hat keinen Namen. Geben Sie ihr einen.',
  'told.settings.thereIsAConnectionAlready': 'Es gibt bereits eine Verbindung {name}. Wählen Sie einen anderen Namen.',
  'told.settings.somebodyElseChangedTheDefault':
    'Jemand anders hat inzwischen den Standardwert von {name} geändert. Es wurde nichts gespeichert. Sehen Sie ihn sich an, wie er jetzt ist, und speichern Sie erneut.',
  'told.settings.canBeMandatoryOnlyWith':
    '{name} kann nur mit einem Wert obligatorisch sein oder wenn der Benutzer gefragt wird. Kreuzen Sie auch eines davon an.',
  'told.settings.theDefaultOfHasCharacters': 'Der Standardwert von {name} hat {length} Zeichen; {most} passen hinein.',
  'told.settings.theDefaultOfTheErp':
    'Standardwert von {name}: Die ERP-Liste {list} hat keinen Eintrag {item}. Wählen Sie einen aus der Liste.',
  'told.settings.isNotMappedToA': '{name} ist keiner Liste des CRM zugeordnet. Ordnen Sie es zuerst zu.',
  'told.settings.standsTwiceInThePairs': '{item} steht zweimal in den Paaren. Nennen Sie jeden Eintrag einmal.',
  'told.settings.somebodyElseMappedOfMeanwhile':
    'Jemand anders hat inzwischen {item} von {list} zugeordnet. Es wurde nichts gespeichert. Sehen Sie es sich an, wie es jetzt ist, und speichern Sie erneut.',
  'told.settings.theCrmListHasNo': 'Die CRM-Liste {list} hat keinen Eintrag {item}. Wählen Sie einen aus der Liste.',
  'told.settings.isUsedForAndFor':
    '{name}: {item} wird für {first} und für {second} verwendet. Verwenden Sie jeden Eintrag einmal.',
  'told.settings.theErpListHasNo': 'Die ERP-Liste {list} hat keinen Eintrag {item}. Laden Sie die Listen neu.',
  'told.settings.knowsNoFieldsOfUpdate':
    '{connection} kennt keine Felder von {actor}. Aktualisieren Sie die Felder aus dem ERP; nicht jedes ERP hat diesen Typ.',
  'told.settings.thereIsNoErpField': 'Es gibt kein ERP-Feld {id}. Laden Sie die Zuordnung neu.',
  'told.settings.hasNoSuchField': '{actor} hat kein solches Feld.',
  'told.settings.somebodyElseChangedMeanwhileNothing':
    'Jemand anders hat {name} inzwischen geändert. Es wurde nichts gespeichert. Sehen Sie es sich an, wie es jetzt ist, und speichern Sie erneut.',
  'told.settings.itWasChangedMeanwhile': 'Es wurde inzwischen geändert.',
  'told.settings.theCrmHasNoField': 'Das CRM hat kein Feld {key}. Wählen Sie ein anderes.',
  'told.settings.isMappedToAlreadyMap': '{field} ist bereits {name} zugeordnet. Ordnen Sie jedes CRM-Feld einmal zu.',
  'told.settings.thereIsNoPreviewAsk': 'Es gibt keine Vorschau {id}. Fordern Sie sie erneut an.',
  'told.settings.aConnectionStandsTwiceIn': 'Eine Verbindung steht zweimal in der Reihenfolge. Nennen Sie jede einmal.',
  'told.settings.aFieldOfStandsTwice':
    'Ein Feld von {actor} steht zweimal in der Reihenfolge. Nennen Sie jedes einmal.',
  'told.settings.hasNoFieldLoadThe': '{actor} hat kein Feld {name}. Laden Sie die Liste neu.',
  'told.settings.thereIsNoSuchWebhook': 'Es gibt keinen solchen Webhook. Laden Sie die Liste neu.',
  'told.settings.thereIsAWebhookWith': 'Es gibt bereits einen Webhook mit dieser Adresse. Ändern Sie diesen.',
  'told.settings.thereIsAWebhookWithThis': 'Es gibt bereits einen Webhook mit dieser Adresse.',
  'told.settings.thisMessageIsOnIts':
    'Diese Nachricht ist unterwegs, war ein Test oder ist weg. Laden Sie die Liste neu.',
  'told.settings.thisIsNotAnAddress': 'Das ist keine Adresse. Beginnen Sie sie mit https://.',
  'told.settings.itAnswered': 'Es kam die Antwort {status}.',
  'told.settings.itDidNotAnswerWithin': 'Keine Antwort innerhalb von {seconds} Sekunden.',
  'told.settings.itCannotBeReached': 'Die Adresse ist nicht erreichbar{more}.',
  'told.settings.theSecretOfThisWebhook':
    'Das Geheimnis dieses Webhooks lässt sich nicht öffnen. Geben Sie ihm ein neues und teilen Sie es dem Empfänger mit.',
  'told.settings.thisIsAPrivateKey':
    'Das ist ein privater Schlüssel. Registrieren Sie den öffentlichen Teil; der private bleibt dort, wo er signiert.',
  'told.settings.thisIsNoPublicKey':
    'Das ist kein öffentlicher Schlüssel in PEM-Form (er beginnt mit -----BEGIN PUBLIC KEY-----).',
  'told.settings.thisIsAKeyFor': 'Das ist ein Schlüssel für {type}. RS256 braucht einen RSA-Schlüssel.',
  'told.settings.thisRsaKeyHasBits': 'Dieser RSA-Schlüssel hat {bits} Bit. Er muss {least} bis {most} haben.',
  'told.settings.thereIsNoNextKey':
    'Es gibt keinen nächsten Schlüssel. Erzeugen Sie einen, registrieren Sie ihn bei den Anwendungen und verwenden Sie ihn dann.',
  'told.settings.isActiveAndHowIt':
    '{connection} ist aktiv; wie Zahlen und Daten gelesen werden, lässt sich nur ändern, wenn sie es nicht ist. Deaktivieren Sie sie zuerst.',
  'told.settings.isActiveAndItsTime':
    '{connection} ist aktiv; die Zeitzone lässt sich nur ändern, wenn sie es nicht ist. Deaktivieren Sie sie zuerst.',
  'told.settings.thisIsNoPrivateKey':
    'Das ist kein privater Schlüssel in PEM-Form ohne Kennwort (-----BEGIN PRIVATE KEY-----).',
};
