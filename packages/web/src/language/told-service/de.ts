import type { ToldServiceMessages } from './load.ts';

export const messages: ToldServiceMessages = {
  'told.service.tryAgainInAWhile': 'Versuchen Sie es nach einer Weile erneut.',
  'told.service.readBeforeYouSendIt': 'Sehen Sie nach, bevor Sie es erneut senden: Es ist vielleicht schon geschehen.',
  'told.service.somebodyElseHasChangedThe':
    'Jemand anders hat dieselben Felder geändert, seit Sie begonnen haben. Es wurde nichts gespeichert. Wählen Sie, welche Werte gelten.',
  'told.service.itIsNow': 'Es ist jetzt {value}.',
  'told.service.theSyncDidNotFinish': 'Die Synchronisierung wurde nicht abgeschlossen.',
  'told.service.nameRowsOrAGroup': 'Wählen Sie Zeilen oder eine Gruppe.',
  'told.service.itCouldNotBeCarried': 'Es konnte nicht ausgeführt werden.',
  'told.service.lookAtTheConnectionIn':
    'Sehen Sie sich die Verbindung in der Sync-Übersicht an, beheben Sie, was dort steht, und versuchen Sie es erneut.',
  'told.service.thereIsNoOrIt': '{kind} {id} gibt es nicht oder wurde gelöscht. Suchen Sie erneut.',
  'told.service.aHasNo': '{kind} hat das Feld {field} nicht.',
  'told.service.conflictIsNotOpenAny': 'Konflikt {id} ist nicht mehr offen. Sehen Sie sich die Liste noch einmal an.',
  'told.service.connectionIsNotOpenTo':
    'Die Verbindung {id} ist für {who} nicht freigegeben. Bitten Sie einen Administrator, sie unter Umfang für Sie oder eine Ihrer Gruppen freizugeben.',
  'told.service.isNotActiveAnAdministrator':
    '{connection} ist nicht aktiv. Ein Administrator kann sie unter Einstellungen und Verwaltung aktivieren.',
  'told.service.isNotActiveActivateIt':
    '{connection} ist nicht aktiv. Aktivieren Sie sie zuerst unter Einstellungen und Verwaltung.',
  'told.service.isNotActiveActivateItFirst':
    '{connection} ist nicht aktiv. Aktivieren Sie sie zuerst, in der Einrichtungsdatei oder unter Einstellungen und Verwaltung.',
  'told.service.theConnectionIsNotActive':
    'Die Verbindung {connection} ist nicht aktiv, deshalb kann nichts zurückgesetzt werden. Aktivieren Sie sie zuerst.',
  'told.service.isNotActiveNothingIs':
    '{connection} ist nicht aktiv: Vorher wird nichts verglichen. Speichern Sie und aktivieren Sie sie dann.',
  'told.service.noConnectionIsActiveActivate':
    'Keine Verbindung ist aktiv. Aktivieren Sie eine unter Einstellungen und Verwaltung.',
  'told.service.noConnectionIsActiveSet':
    'Keine Verbindung ist aktiv. Richten Sie eine unter Einstellungen und Verwaltung ein.',
  'told.service.theErpDidNotLink': 'Das ERP hat den Datensatz nicht verbunden.',
  'told.service.sayWhichRecordOfThe': 'Geben Sie an, welcher Datensatz im ERP: Der Schlüssel ist leer.',
  'told.service.theIsConnectedToOn':
    '{kind} {id} ist in {connection} bereits mit {actor} {key} verbunden. Trennen Sie zuerst die Verbindung.',
  'told.service.ofIsConnectedToThe':
    '{actor} {key} von {connection} ist bereits mit {kind} {id} verbunden. Trennen Sie zuerst diese Verbindung.',
  'told.service.theDidNotHappen': 'Das ist nicht geschehen: {what}.',
  'told.service.itGoesOnByItself':
    '{why} Es geht von selbst weiter: Senden Sie es nicht erneut; sehen Sie sich den Datensatz später an.',
  'told.service.cannotBeWrittenInThe': '{name} kann im ERP nicht geschrieben werden. Lassen Sie es weg.',
  'told.service.isNotFilledInOn':
    '{name} wird beim Erstellen nicht ausgefüllt. Ein Administrator kann es zuordnen, ihm einen Standardwert geben oder danach fragen lassen.',
  'told.service.takesAtMostCharactersThis': '{name} fasst höchstens {most} Zeichen, dies hat {length}. Kürzen Sie es.',
  'told.service.aPersonCanBeConnected':
    'Eine Person kann verbunden werden, wenn ihre Firma in {connection} verbunden ist. Verbinden Sie zuerst die Firma.',
  'told.service.isNotAValueOf': '{connection} {name}: {value} ist kein Wert dieses Feldes.',
  'told.service.isNotAValueOfThis': '{value} ist kein Wert dieses Feldes.',
  'told.service.itIsStillUnderWay':
    'Es ist noch unterwegs (Auftrag {id}) und geht von selbst weiter: Das ERP braucht lange. Senden Sie es nicht erneut; sehen Sie sich den Datensatz später an.',
  'told.service.noneOfTheseRecordsIs':
    'Keiner dieser Datensätze ist dort verbunden. Prüfen Sie die Schlüssel oder lassen Sie sie für alle Datensätze weg.',
  'told.service.isNoFieldOfSort': '{field} ist kein Feld von {actor}. Sortieren Sie nach einem der Felder.',
  'told.service.moreThanActorsOfWere':
    'In {connection} wurden mehr als {most} Akteure gefunden. Grenzen Sie die Suche ein.',
  'told.service.thereIsNoConnectionLook': 'Es gibt keine Verbindung {id}. Sehen Sie sich die Liste noch einmal an.',
  'told.service.thereIsNoConnectionLookAt':
    'Es gibt keine Verbindung {id}. Sehen Sie sich die Liste der Verbindungen noch einmal an.',
  'told.service.connectionDoesNotExistAny':
    'Die Verbindung {id} gibt es nicht mehr. Laden Sie die Liste der Verbindungen neu.',
  'told.service.sayWhoseValueStandsThe': 'Geben Sie an, welcher Wert gilt: der des ERP oder der des CRM.',
  'told.service.nothingOfThatIsHeld': 'Davon ist nichts angehalten. Sehen Sie unter Angehalten nach.',
  'told.service.automaticSyncIsOnTurn':
    'Die automatische Synchronisierung ist an. Schalten Sie sie unter Einstellungen und Verwaltung, Sync aus und importieren Sie dann.',
  'told.service.noRowIsTickedTick': 'Keine Zeile ist angekreuzt. Kreuzen Sie an, was importiert werden soll.',
  'told.service.importIsBeginANew': 'Import {id} ist {what}. Beginnen Sie einen neuen.',
  'told.service.importIsUnderWayCancel': 'Import {id} läuft. Brechen Sie ihn zuerst ab.',
  'told.service.isNotMappedToA':
    '{name} ist keiner Liste mehr zugeordnet. Zeigen Sie die Vorschau des Imports erneut an.',
  'told.service.importIsStillSearchingWait': 'Import {id} sucht noch. Warten Sie, bis alle Treffer da sind.',
  'told.service.importWasCarriedOutAlready': 'Import {id} wurde bereits ausgeführt. Beginnen Sie einen neuen.',
  'told.service.aCannotBeRecognisedBy': '{kind} lässt sich nicht an {field} erkennen. Wählen Sie eines von {fields}.',
  'told.service.isNoItemOfIts': '{name}: {item} ist kein Eintrag der Liste. Wählen Sie einen aus der Liste.',
  'told.service.bulkLinkingNeedsAField': 'Die Sammelverbindung braucht ein Feld: --by number.',
  'told.service.nameTheLinkByErp': 'Geben Sie die Verbindung mit --erp KEY oder --crm ID an.',
  'told.service.hasNoLinkForKobling':
    '{connection} hat für {key} keine Verbindung vom Typ {actor}. Die Sync-Übersicht zeigt, was verbunden ist.',
  'told.service.theSiteHasNoErp':
    'Die Installation hat keine ERP-Sync-Lizenz. Ein Administrator kann sie unter Einstellungen und Verwaltung, Lizenzen einschalten.',
  'told.service.hasNoErpSyncLicence':
    '{who} hat keine ERP-Sync-Lizenz. Bitten Sie einen Administrator, Ihnen die Lizenz unter Einstellungen und Verwaltung, Lizenzen zu geben.',
  'told.service.planIsOfAskFor': 'Plan {id} gehört zu {connection}: Fordern Sie ihn erneut als Probelauf an.',
  'told.service.thereIsNoPlanKobling': 'Es gibt keinen Plan {id}. Die vorhandenen stehen unter Pläne.',
  'told.service.noFieldOfWaitsFor':
    'Kein Feld von {actor} wartet auf einen Plan. Erstellen Sie unter Pläne einen neuen.',
  'told.service.thereIsNoRequestIt':
    'Es gibt keinen Auftrag {id}. Er wurde vielleicht aufgeräumt; sehen Sie im Protokoll nach.',
  'told.service.noLinkWaitsBecauseOf':
    'Keine Verbindung {id} wartet wegen ihres Schlüssels. Sehen Sie unter Fehler nach.',
  'told.service.thereIsNoOpenProposal': 'Es gibt keinen offenen Vorschlag {id}. Sehen Sie unter Fehler nach.',
  'told.service.thereIsNoSelectionOr':
    'Es gibt keine Selektion {id}, oder sie wurde gelöscht. Laden Sie die Liste neu.',
  'told.service.aSelectionNeedsAName': 'Eine Selektion braucht einen Namen. Geben Sie einen ein.',
  'told.service.theNameIsLongerThan': 'Der Name ist länger als {most} Zeichen. Kürzen Sie ihn.',
  'told.service.oneRecordIsSyncedAs':
    'Ein einzelner Datensatz wird synchronisiert, wie er ist: Lassen Sie --resync und --dry-run oder den Datensatz weg.',
  'told.service.theIsLinkedOnNo': '{kind} {id} ist in keiner aktiven Verbindung verbunden. Verbinden Sie zuerst.',
  'told.service.thereIsNoRunKobling': 'Es gibt keinen Lauf {id}. Das Sync-Protokoll zeigt die Läufe.',
  'told.service.thereIsNoMappingChange': 'Es gibt keine Änderung {id} von Zuordnungen. Sehen Sie unter Rücknahme nach.',
  'told.service.theSyncHasWrittenNothing': 'Die Synchronisierung hat nichts nach oder von {kind} {id} geschrieben.',
  'told.service.severalConnectionsWroteTheName':
    'Mehrere Verbindungen haben {kind} {id} geschrieben. Wählen Sie eine: {names}.',
  'told.service.thereIsNoUndoWith': 'Es gibt keine Rücknahme zum Auftrag {id}, oder sie hat noch nicht begonnen.',
  'told.service.thereIsNoKoblingCrm': '{kind} {id} gibt es nicht ({same}). Suchen Sie erneut.',
  'told.service.noConnectionMapsSuchRecords': 'Keine Verbindung ordnet solche Datensätze zu.',
  'told.service.syncedAre': 'Synchronisiert werden: {names}.',
  'told.service.thereIsNoActiveConnection':
    'Es gibt keine aktive Verbindung zum Vergleichen. Aktivieren Sie eine unter Einstellungen oder in der Einrichtungsdatei.',
  'told.service.auditIsNotTheNewest':
    'Vergleich {id} ist nicht der neueste der Verbindung. Sehen Sie sich den neuesten an.',
  'told.service.theNewestAuditFoundNothing':
    'Der neueste Vergleich hat keine Unterschiede gefunden. Vergleichen Sie erneut.',
  'told.service.thisHubDoesNotAnswer': 'Dieser Hub antwortet nicht unter diesem Hostnamen.',
  'told.service.openItByTheAddress':
    'Öffnen Sie ihn unter der Adresse, die er beim Start ausgegeben hat, oder setzen Sie `host` in operator.yaml.',
  'told.service.theRequestCameFromA': 'Die Anfrage kam von einer Seite einer anderen Website.',
  'told.service.openTheHubsOwnPage': 'Öffnen Sie die eigene Seite des Hubs und tun Sie es dort.',
  'told.service.thereIsNothingAtThis': 'Unter dieser Adresse gibt es nichts.',
  'told.service.checkTheAddressTheHubs': 'Prüfen Sie die Adresse; die eigenen Seiten des Hubs fragen nie danach.',
  'told.service.theRequestDidNotArrive': 'Die Anfrage ist nicht rechtzeitig angekommen.',
  'told.service.sendItAgainAsA': 'Senden Sie sie noch einmal vollständig.',
  'told.service.thisMustNotBeBlank': 'Das darf nicht leer sein. Füllen Sie es aus.',
  'told.service.thisNeedsAtLeast': 'Das braucht mindestens {least} Zeichen. Schreiben Sie mehr.',
  'told.service.thisTakesAtMost': 'Hier passen höchstens {most} Zeichen. Kürzen Sie es.',
  'told.service.nothingIsChosen': 'Es ist nichts ausgewählt. Wählen Sie mindestens einen Eintrag.',
  'told.service.theseAreMoreThan': 'Das sind mehr als {most}. Wählen Sie weniger.',
  'told.service.thisIsAtLeast': 'Das ist mindestens {least}. Geben Sie eine größere Zahl ein.',
  'told.service.thisIsAtMost': 'Das ist höchstens {most}. Geben Sie eine kleinere Zahl ein.',
  'told.service.thisIsNotWrittenAs': 'Das ist nicht so geschrieben, wie es sein muss. Korrigieren Sie es.',
  'told.service.thisCannotBeTaken': 'Das kann nicht übernommen werden. Wählen oder schreiben Sie einen anderen Wert.',
  'told.service.mayNotCreateRecordsIn':
    '{who} darf in {connection} keine Datensätze erstellen. Bitten Sie einen Administrator, dieses Recht unter Umfang Ihnen oder einer Ihrer Gruppen zu geben.',
  'told.service.mayNotConnectRecordsOn':
    '{who} darf in {connection} keine Datensätze verbinden. Bitten Sie einen Administrator, dieses Recht unter Umfang Ihnen oder einer Ihrer Gruppen zu geben.',
};
