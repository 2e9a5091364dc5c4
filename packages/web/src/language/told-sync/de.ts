import type { ToldSyncMessages } from './load.ts';

export const messages: ToldSyncMessages = {
  'told.sync.mustNotBeBlankIn': '{field} darf im CRM nicht leer sein.',
  'told.sync.mustNotBeBlankInThe': '{name} darf im ERP nicht leer sein.',
  'told.sync.mustBeFilledIn': '{name} muss ausgefüllt werden.',
  'told.sync.itemHasNoCounterpartIn':
    '{name}: Der Eintrag {item} hat im CRM kein Gegenstück. Ordnen Sie ihn in der Listenzuordnung zu.',
  'told.sync.itemHasNoCounterpartInErp':
    '{field}: Der Eintrag {item} hat im ERP kein Gegenstück. Ordnen Sie ihn in der Listenzuordnung zu.',
  'told.sync.andDoNotFitChoose':
    '{erp} ({typeOfErp}) und {fieldOfCrm} ({typeOfCrm}) passen nicht zusammen. Wählen Sie unter Zuordnungen ein anderes Feld.',
  'told.sync.takesCharactersHas': '{field} fasst {most} Zeichen; {value} hat {length}.',
  'told.sync.isNotANumber': '{field}: {value} ist keine Zahl.',
  'told.sync.takesWholeNumbersIsNot': '{field} nimmt nur ganze Zahlen an; {value} ist keine.',
  'told.sync.takesYesOrNoIs': '{field} nimmt Ja oder Nein an; {value} ist keines von beiden.',
  'told.sync.isNotADateAnd': '{field}: {value} ist keine Angabe aus Datum und Uhrzeit.',
  'told.sync.isNotADate': '{field}: {value} ist kein Datum.',
  'told.sync.isADateWithoutTime': '{field} ist ein Datum ohne Uhrzeit; {value} hat eine Uhrzeit.',
  'told.sync.doesNotExistInThe': '{field}: {value} gibt es in der Zeitzone {zone} nicht.',
  'told.sync.isNeitherEncodedNor':
    '"{value}" ist weder codiert noch so, wie {culture} es schreibt. Wählen Sie an der Verbindung die Schreibweise, in der ihr Connector schreibt.',
  'told.sync.theCrmsValueMayNot':
    '{field}: Der Wert im CRM darf nicht überschrieben werden und bleibt deshalb stehen. Wählen Sie den Wert aus dem CRM.',
  'told.sync.theErpsValueMayNot':
    '{field}: Der Wert im ERP darf nicht überschrieben werden und bleibt deshalb stehen. Wählen Sie den Wert aus dem ERP.',
  'told.sync.theLinkWasRemovedBefore': 'Die Verbindung des Datensatzes wurde vor dem Senden getrennt.',
  'told.sync.theErpAlreadyHasWith':
    'Das ERP hat bereits {actor} {keys} mit denselben Werten. Verbinden Sie damit oder bestätigen Sie, dass ein neuer Akteur gewünscht ist.',
  'told.sync.thePersonsCompanyIsNot':
    'Die Firma der Person ist in {connection} nicht verbunden. Verbinden Sie zuerst die Firma.',
  'told.sync.createdInTheErpAs':
    'Im ERP als {key} erstellt und dort belassen: Die Verbindung wurde inzwischen getrennt.',
  'told.sync.bearsTheSameNameAs':
    '{actor} {key} trägt denselben Namen wie der Datensatz, der erstellt werden sollte; ob er es ist, hat das ERP nicht gesagt. Verbinden Sie ihn oder erstellen Sie erneut.',
  'told.sync.itIsNotCertainWhich':
    'Es ist nicht sicher, welcher von {keys} für diesen Datensatz erstellt wurde. Verbinden Sie den richtigen.',
  'told.sync.isNotMappedOnActivate':
    '{actor} ist in {connection} nicht zugeordnet. Aktivieren Sie zuerst die Zuordnung.',
  'told.sync.isNotMappedOnChoose': '{actor} ist in {connection} nicht zugeordnet. Wählen Sie einen anderen Aktortyp.',
  'told.sync.isNotMappedToOn': '{actor} ist in {connection} nicht {kind} zugeordnet.',
  'told.sync.isNotMappedToA': '{actor} ist in {connection} nicht {kind} zugeordnet. Wählen Sie einen anderen Aktortyp.',
  'told.sync.theIsNotInThe': '{kind} {id} ist nicht im CRM.',
  'told.sync.theRecordAlreadyHasA': 'Der Datensatz ist in dieser Verbindung bereits verbunden. Trennen Sie ihn zuerst.',
  'told.sync.connectThePersonsCompanyOn': 'Verbinden Sie zuerst die Firma der Person in dieser Verbindung.',
  'told.sync.theRecordWasDeletedIn': 'Der Datensatz wurde im CRM gelöscht.',
  'told.sync.theWasDeletedInThe': '{kind} wurde im CRM gelöscht.',
  'told.sync.itIsUnderWay': 'Es ist unterwegs.',
  'told.sync.ofWouldBeCreatedIn':
    '{number} vom Typ {actor} würden innerhalb von 24 Stunden in {connection} erstellt, erlaubt sind {most}: angehalten. Genehmigen Sie oder lehnen Sie ab.',
  'told.sync.rejectedItIsNotCreated': 'Abgelehnt: Es wird nicht erstellt.',
  'told.sync.theRecordWasCreatedIn': '{why} Der Datensatz wurde im ERP erstellt und ist nicht verbunden.',
  'told.sync.createdAs': 'Erstellt als {actor} {key}.',
  'told.sync.theErpAnsweredForKeys':
    'Das ERP hat für Schlüssel geantwortet, nach denen nicht gefragt wurde ({number}), etwa {key}. Sie werden ignoriert.',
  'told.sync.theMappingWasChanged': 'Die Zuordnung wurde geändert.',
  'told.sync.theConnectorFailedTellIts': 'Der Connector ist fehlgeschlagen: {why} Sagen Sie es seinem Hersteller.',
  'told.sync.thereIsNoImportBegin': 'Es gibt keinen Import {id}. Beginnen Sie wieder mit der Suche.',
  'told.sync.theSearchWasCancelled': 'Die Suche wurde abgebrochen.',
  'told.sync.theFirstAreShownSearch': 'Die ersten {number} werden angezeigt. Grenzen Sie die Suche ein.',
  'told.sync.isNotAMappedField':
    '{name} ist in {connection} kein zugeordnetes Feld von {actor}. Wählen Sie ein zugeordnetes.',
  'told.sync.theHubIsStoppingAsk': 'Der Hub wird gerade beendet; versuchen Sie es erneut.',
  'told.sync.theErpNoLongerReturns': 'Das ERP liefert {actor} {key} nicht mehr.',
  'told.sync.isNoLongerInThe':
    '{actor} {key} ist nicht mehr im ERP. Die Verbindung bleibt bestehen; es wird nichts gelöscht.',
  'told.sync.recordsCarryALastmodifiedThat':
    '{connection}: Datensätze haben ein LastModified, das sich nicht einordnen lässt oder weit in der Zukunft liegt ({number}, etwa {value}). Sie werden synchronisiert, rücken die Lesemarke aber nicht vor.',
  'told.sync.changedOnBothSidesA': '{field} wurde auf beiden Seiten geändert: Eine Person entscheidet.',
  'told.sync.holdsACharacterThatIs':
    '{name} enthält ein Zeichen, das kein Text ist (NUL oder ein halbes Zeichenpaar). Korrigieren Sie es im ERP.',
  'told.sync.isNoLongerSynced': '{name} wird nicht mehr synchronisiert.',
  'told.sync.theWasLinkedToSince': '{kind} wurde seitdem mit {key} verbunden.',
  'told.sync.wouldBeSentAsApproved': '{name} würde als {now} gesendet, genehmigt war {approved}.',
  'told.sync.theRecordWasChangedWhile': 'Der Datensatz wurde geändert, während der Plan ausgeführt wurde.',
  'told.sync.anotherWriteOfToThe':
    'Ein anderer Schreibvorgang für {name} ins ERP ist unterwegs. Versuchen Sie es erneut, wenn er beendet ist.',
  'told.sync.theRestOfPlanKeeps': '{why} Der Rest von Plan {id} bleibt genehmigt: Führen Sie ihn erneut aus.',
  'told.sync.theRecordWasLinkedAnew': 'Der Datensatz wurde seitdem neu verbunden.',
  'told.sync.theMappingOfWasChanged': 'Die Zuordnung von {name} wurde seitdem geändert.',
  'told.sync.wasSyncedOrDecidedOn':
    '{name} wurde seitdem synchronisiert oder anders entschieden, obwohl beide Werte wieder dieselben sind.',
  'told.sync.theSyncPriorityOrWho':
    'Die Sync-Priorität, oder wer den Wert im CRM geschrieben hat, hat sich seitdem geändert.',
  'told.sync.wouldBeDecidedOtherwiseNow': '{name} würde jetzt anders entschieden: {what}.',
  'told.sync.nothingWouldBeWritten': 'es würde nichts geschrieben',
  'told.sync.theValueChangedFromTo': 'Der Wert im {side} hat sich von {whatBefore} in {whatNow} geändert.',
  'told.sync.bothSidesOfStayAs':
    'Beide Seiten von {name} bleiben, wie sie sind: in Plan {id} nicht genehmigt. Eine spätere Änderung wird wieder übertragen.',
  'told.sync.theRecordIsNoLonger': 'Der Datensatz ist nicht mehr verbunden.',
  'told.sync.theRecordsAreNoLonger': 'Die Datensätze sind nicht mehr verbunden.',
  'told.sync.itsActorTypeIsNo': 'Der Aktortyp wird nicht mehr synchronisiert.',
  'told.sync.theRecordIsSetAside': 'Der Datensatz ist zurückgestellt: Sein Status sagt, warum.',
  'told.sync.didNotReturnOrAn': '{connection} hat {actor} {key} nicht oder nur in einem älteren Stand geliefert.',
  'told.sync.thereIsNoPlanOn': 'Es gibt für diese Verbindung keinen Plan {id}. Die vorhandenen stehen unter Pläne.',
  'told.sync.planHasExpiredAPlan':
    'Plan {id} ist abgelaufen: Ein Plan kann sieben Tage lang ausgeführt werden. Erstellen Sie einen neuen.',
  'told.sync.planIsStillBeingMade': 'Plan {id} wird noch erstellt. Warten Sie, bis er vollständig ist.',
  'told.sync.nothingOfPlanIsApproved':
    'Nichts von Plan {id} ist genehmigt. Genehmigen Sie zuerst auf der Seite von Plan {same}.',
  'told.sync.planWasAppliedAlreadyMake': 'Plan {id} wurde bereits ausgeführt. Erstellen Sie einen neuen.',
  'told.sync.planWasRejectedMakeA': 'Plan {id} wurde abgelehnt. Erstellen Sie einen neuen.',
  'told.sync.planHasExpiredMakeA': 'Plan {id} ist abgelaufen. Erstellen Sie einen neuen.',
  'told.sync.planIsVoidTheHub':
    'Plan {id} gilt nicht mehr: Der Hub wurde seitdem wiederhergestellt. Erstellen Sie einen neuen.',
  'told.sync.planWasAppliedAlreadyUndo': 'Plan {id} wurde bereits ausgeführt. Nehmen Sie stattdessen den Lauf zurück.',
  'told.sync.planWasRejectedAlready': 'Plan {id} wurde bereits abgelehnt.',
  'told.sync.planIsBeingAppliedCancel': 'Plan {id} wird gerade ausgeführt. Brechen Sie das zuerst ab.',
  'told.sync.changedInTheErpBut':
    '{name} wurde im ERP geändert, die Richtung ist aber CRM nach ERP: Der Wert bleibt, bis sich das CRM ändert.',
  'told.sync.changedInTheCrmBut':
    '{field} wurde im CRM geändert, die Richtung ist aber ERP nach CRM: Der Wert bleibt, bis sich das ERP ändert.',
  'told.sync.theLinkWasRemovedAgain': 'Die Verbindung wurde wieder getrennt, bevor die Werte abgestimmt waren.',
  'told.sync.connectedToAnExistingRecord': 'Stattdessen mit einem vorhandenen Datensatz verbunden.',
  'told.sync.aNewRecordIsCreatedAll': 'Trotzdem wird ein neuer Datensatz erstellt.',
  'told.sync.hasNo': '{connection} hat keinen Eintrag {actor} {key}.',
  'told.sync.hasNoItMayHave':
    '{connection} hat keinen Eintrag {actor} {key}. Er wurde dort vielleicht gelöscht oder neu nummeriert.',
  'told.sync.lookAtTheRecord': 'Sehen Sie sich den Datensatz an.',
  'told.sync.linkedCouldNotBeAgreed': 'Verbunden; {names} ließ sich nicht wie gewählt abstimmen. {why}',
  'told.sync.linkedTheValuesFollowWhen': 'Verbunden; die Werte folgen, wenn das ERP antwortet. {why}',
  'told.sync.doneTheValuesFollowWhen': 'Erledigt; die Werte folgen, wenn das ERP antwortet. {why}',
  'told.sync.theCrmHasTheChosen':
    'Das CRM hat den gewählten Wert; das ERP bekommt ihn, wenn es wieder antwortet. {why}',
  'told.sync.theRecordOrTheErp':
    'Der Datensatz oder der ERP-Schlüssel ist in dieser Verbindung bereits verbunden. Trennen Sie ihn zuerst.',
  'told.sync.aPersonCanBeConnected':
    'Eine Person kann verbunden werden, wenn ihre Firma dort verbunden ist, und nur mit einer Person dieser Firma.',
  'told.sync.rejectedBothSidesStayAs': 'Abgelehnt: Beide Seiten bleiben, wie sie sind.',
  'told.sync.theHasNoLinkOn': '{kind} {id} ist in {connection} nicht verbunden. Verbinden Sie zuerst.',
  'told.sync.theIsNotConnectedOn': '{kind} {id} ist in {connection} nicht verbunden. Verbinden Sie zuerst.',
  'told.sync.theIsNotConnectedThere': '{kind} {id} ist dort nicht verbunden. Verbinden Sie zuerst.',
  'told.sync.ofFieldsArePutBack':
    '{why} {done} von {total} Feldern sind zurückgesetzt; fordern Sie den Rest erneut an.',
  'told.sync.isNotHeld': '{connection} ist nicht angehalten.',
  'told.sync.letGoOn': '{who} hat {connection} weiterlaufen lassen.',
  'told.sync.thereIsNoLinkOn': 'In {connection} gibt es keine verbundenen Datensätze mit der Nummer {id}.',
  'told.sync.isNotHeldBecauseOf': '{actor} {key} ist nicht wegen des Schlüssels angehalten.',
  'told.sync.saidThatIsTheSame': '{who} hat bestätigt, dass {actor} {key} derselbe Datensatz ist.',
  'told.sync.thereIsNoOpenProposal': 'Es gibt in {connection} keinen offenen Vorschlag {id}.',
  'told.sync.noLongerHas': '{connection} hat {actor} {key} nicht mehr.',
  'told.sync.isConnectedToAnotherRecord': '{actor} {key} ist inzwischen mit einem anderen Datensatz verbunden.',
  'told.sync.hasTheKeyNow': '{actor} {key} hat jetzt den Schlüssel {now}.',
  'told.sync.theLinkOfHasChanged':
    'Die Verbindung von {actor} {key} hat sich seitdem geändert. Sehen Sie sie sich noch einmal an.',
  'told.sync.seemsToHaveBeenRestored':
    '{connection} scheint aus einer Sicherung wiederhergestellt worden zu sein: {older} von {links} verbundenen Datensätzen sind älter als zuletzt gesehen. Die Synchronisierung ruht. Sehen Sie sich den Plan der Unterschiede an und führen Sie ihn aus, oder lassen Sie {same} mit dem ERP weiterlaufen, wie es jetzt ist.',
  'told.sync.theKeyMayHaveBeen':
    'Der Schlüssel {actor} {key} wurde vielleicht an einen anderen Datensatz vergeben: {name} war „{was}“, jetzt „{now}“. Bestätigen Sie, dass es derselbe ist, oder trennen Sie die Verbindung.',
  'told.sync.waitsItsCompanyIsNot':
    '{actor} {key} wartet: Die Firma ist in {connection} nicht verbunden. Verbinden Sie die Firma oder trennen Sie die Person.',
  'told.sync.waitsInTheErpIt':
    '{actor} {key} wartet: Im ERP gehört der Datensatz zu {parentType} {parentKey}, die Firma ist aber mit {actorOfCompany} {companyKey} verbunden. Ordnen Sie ihn auf einer Seite um oder trennen Sie die Verbindung.',
  'told.sync.wouldBeEmptiedInOn':
    '{field} würde in {side} bei {number} Datensätzen innerhalb von 24 Stunden geleert, erlaubt sind {most}: angehalten. Genehmigen Sie oder lehnen Sie ab.',
  'told.sync.wouldBeSetToIn':
    '{field} würde in {side} bei {number} Datensätzen innerhalb von 24 Stunden auf {value} gesetzt, erlaubt sind {most}: angehalten. Genehmigen Sie oder lehnen Sie ab.',
  'told.sync.isTurnedBackAndForth':
    '{field} wird von {connections} hin- und hergeändert: bei allen Datensätzen angehalten. Sorgen Sie dafür, dass beide es gleich schreiben, und genehmigen oder lehnen Sie dann ab.',
  'told.sync.theErpValueMovedBefore': 'Der Wert im ERP hat sich vor dem Schreiben geändert.',
  'told.sync.theLinkWasRemovedMeanwhile': 'Die Verbindung des Datensatzes wurde inzwischen getrennt.',
  'told.sync.writtenToWhoseLinkWas': 'Geschrieben nach {actor} {key}; die Verbindung wurde inzwischen getrennt.',
  'told.sync.ofMayHaveBeenOverwritten':
    '{name} von {actor} {key} wurde vielleicht überschrieben; das Schreiben wurde nie bestätigt.',
  'told.sync.theErpDidNotConfirm': 'Das ERP hat die Änderung nicht bestätigt und zeigt sie nicht.',
  'told.sync.itDidNotArriveIn': 'Es ist nicht im ERP angekommen; erneut gesendet.',
  'told.sync.itDidNotArriveInThe': 'Es ist nicht im ERP angekommen; neu entschieden.',
  'told.sync.theRecordWasChangedJust': 'Der Datensatz wurde gerade geändert. Sehen Sie noch einmal nach.',
  'told.sync.theConflictIsAlreadySettled': 'Der Konflikt ist bereits gelöst.',
  'told.sync.theIsNoLongerIn': '{kind} ist nicht mehr im CRM.',
  'told.sync.theOtherValueOfA': 'Der andere Wert eines Konflikts wurde gewählt.',
  'told.sync.wasChangedInTheCrm':
    '{field} wurde im CRM geändert, und das ERP hat es noch nicht. Synchronisieren Sie zuerst und sehen Sie dann noch einmal nach.',
  'told.sync.theErpDoesNotAnswer': 'Das ERP antwortet für diesen Datensatz nicht. Versuchen Sie es später erneut.',
  'told.sync.theKeyHasCharactersAnd':
    'Der Schlüssel {actor} {key}… hat {length} Zeichen; höchstens {most} können gespeichert werden.',
  'told.sync.noAnswerForMs': 'Seit {ms} ms keine Antwort.',
  'told.sync.theDatabaseCannotBeReached':
    'Die Datenbank ist nicht erreichbar. Der Hub macht von selbst weiter, sobald es geht.',
  'told.sync.theCycleFailedUnexpectedlyThe':
    'Der Durchlauf ist unerwartet fehlgeschlagen; das Protokoll des Hubs sagt, wo. Andere Verbindungen laufen weiter.',
  'told.sync.aTurnEndedWithoutIts': 'Ein Durchlauf endete ohne seinen Worker; die Verbindung wird wieder aufgenommen.',
  'told.sync.thisHubWasRestoredFrom':
    'Dieser Hub wurde aus einer Sicherung wiederhergestellt. Es wird nichts ins ERP geschrieben, bis Sie für {connection} bestätigen, dass der ursprüngliche Hub beendet ist.',
  'told.sync.thisHubWasRestoredFromA':
    'Dieser Hub wurde aus einer Sicherung wiederhergestellt, und der ursprüngliche ist beendet. Sehen Sie sich den Plan der Unterschiede an und führen Sie ihn aus, oder lassen Sie {connection} weiterlaufen.',
  'told.sync.auditOfListsNothingThat':
    'Vergleich {id} von {connection} enthält keine Unterschiede oder wurde durch einen neueren ersetzt. Sehen Sie sich den neuesten an.',
  'told.sync.theLeaseOfConnectionWas': 'Ein anderer Worker hat Verbindung {id} übernommen.',
  'told.sync.wouldBeInOnRecords':
    '{field} würde in {side} bei {number} Datensätzen innerhalb von 24 Stunden geändert ({what}), erlaubt sind {most}: angehalten. Genehmigen Sie oder lehnen Sie ab.',
  'told.sync.theLinkWasRemovedBeforeThe': 'Die Verbindung wurde getrennt, bevor das Erstellen bestätigt war.',
  'told.sync.theErpDidNotSay':
    'Das ERP hat nicht gesagt, ob der Datensatz erstellt wurde, und seine Suche kann es nicht zeigen. Sehen Sie im ERP nach und verbinden Sie ihn oder erstellen Sie ihn erneut.',
};
