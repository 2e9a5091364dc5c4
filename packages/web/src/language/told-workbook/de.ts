import type { ToldWorkbookMessages } from './load.ts';

export const messages: ToldWorkbookMessages = {
  'told.workbook.anotherWorkerHasTakenOver':
    'Ein anderer Worker hat diese Verbindung übernommen: Der Aufruf kam zu spät und hat nichts getan.',
  'told.workbook.theDiskWithKoblingsOwn':
    'Der Datenträger mit den eigenen Dateien von Kobling ist voll. Schaffen Sie Platz; es wird von selbst wiederholt.',
  'told.workbook.theWorkbookHasNoSheet':
    'Die Arbeitsmappe hat kein Blatt für {actor}. Fügen Sie eines hinzu oder nennen Sie es in der Einstellung Blätter.',
  'told.workbook.aWorkbookHasNoSheet': 'Die Arbeitsmappe hat kein Blatt für {actor}.',
  'told.workbook.theWorkbookHasNoSheetFor': 'Die Arbeitsmappe hat kein Blatt für {actor}.',
  'told.workbook.theWorkbookIsBeingSaved':
    'Die Arbeitsmappe wird ständig gespeichert und ließ sich nicht in einem Stück lesen. Es wird von selbst wiederholt.',
  'told.workbook.theWorkbookWasSavedWhile':
    'Die Arbeitsmappe wurde gespeichert, während sie gelesen wurde. Es wird von selbst wiederholt.',
  'told.workbook.theCallWasEndedBefore': 'Der Aufruf wurde beendet, bevor etwas geschrieben wurde.',
  'told.workbook.pathOfAnXlsxOr': 'Pfad einer .xlsx- oder .xlsm-Datei oder eines Ordners mit CSV-Dateien.',
  'told.workbook.theRowThatHoldsThe':
    'Die Zeile mit den Spaltenüberschriften. Leer: 1 oder der Anfang einer definierten Tabelle.',
  'told.workbook.headingOfTheKeyColumn':
    'Überschrift der Schlüsselspalte: ein Name für alle Blätter oder Customer=CustNo;Person=Id.',
  'told.workbook.headingOfTheColumnThat':
    'Überschrift der Spalte, die den Zeitpunkt einer Änderung erhält; wie bei der Schlüsselspalte.',
  'told.workbook.headingOfTheColumnThatHolds':
    'Überschrift der Spalte mit dem Kunden oder Lieferanten einer Person oder eines Projekts; wie bei der Schlüsselspalte.',
  'told.workbook.sheetsWithOtherNamesThan':
    'Blätter mit anderen Namen als den Aktortypen: Customer=Kunden;Supplier=Lieferanten.',
  'told.workbook.dmyMdyOrYmdHow': 'dmy, mdy oder ymd: wie als Text gespeicherte Daten wie 03/04/2026 gelesen werden.',
  'told.workbook.theLowestKeyGivenTo': 'Der niedrigste Schlüssel für neue Zeilen, etwa 20000 oder K0500.',
  'told.workbook.theHeadingRowIsA': 'Die Überschriftenzeile ist eine Zeilennummer: 1 oder mehr.',
  'told.workbook.theOrderInDatesIs': 'Die Reihenfolge in Datumsangaben ist dmy, mdy oder ymd.',
  'told.workbook.sayWhichSheetIsWhich': 'Geben Sie an, welches Blatt was ist: Customer=Kunden;Supplier=Lieferanten.',
  'told.workbook.theFirstNewKeyEnds': 'Der erste neue Schlüssel endet mit Ziffern, etwa 20000 oder K0500.',
  'told.workbook.isNotUnderstoodWriteThen':
    '„{text}“ wird nicht verstanden. Schreiben Sie {example}, dann =, dann den Namen, getrennt durch ;.',
  'told.workbook.theWorkbookHasNoList':
    'Die Arbeitsmappe hat kein Listenblatt „{list}“. Fügen Sie ein Blatt „List {same}“ mit den Spalten Key und Name hinzu.',
  'told.workbook.theNextKeyWouldHave':
    'Der nächste Schlüssel hätte mehr als {most} Zeichen. Legen Sie in den Einstellungen einen ersten neuen Schlüssel fest.',
  'told.workbook.theWorkbookIsBeingSavedAgain':
    'Die Arbeitsmappe wird ständig gespeichert, deshalb wurde nichts geschrieben. Es wird von selbst wiederholt.',
  'told.workbook.theSheetHasNoColumn':
    'Das Blatt „{sheet}“ hat keine Spalte für {parent}. Fügen Sie eine Spalte wie CustNo hinzu oder nennen Sie sie in der Einstellung Spalte für Zugehörigkeit.',
  'told.workbook.hasNoRowWithThe':
    '{sheet} hat keine Zeile mit dem Schlüssel „{key}“, deshalb wurde nichts zu {target} hinzugefügt. Wählen Sie etwas anderes als {parent}.',
  'told.workbook.theDiskIsFullNothing':
    'Der Datenträger ist voll: Es wurde nichts geschrieben. Schaffen Sie Platz; es wird von selbst wiederholt.',
  'told.workbook.theDiskIsFullNothingWas':
    'Der Datenträger ist voll: Es wurde nichts in den Ordner {folder} geschrieben. Schaffen Sie Platz; es wird von selbst wiederholt.',
  'told.workbook.inTheFolderIsNot':
    '{file} im Ordner ist keine gewöhnliche Datei. Verknüpfungen wird nicht gefolgt: Legen Sie die Datei selbst dort ab.',
  'told.workbook.theFolderIsNotThere':
    'Der Ordner {folder} ist nicht da. Stellen Sie ihn wieder her oder korrigieren Sie den Pfad in den Einstellungen der Verbindung.',
  'told.workbook.theFolderMayNotBe':
    'Kobling darf den Ordner {folder} nicht lesen. Geben Sie dem Benutzer, unter dem Kobling läuft, das Leserecht.',
  'told.workbook.thereIsNoFileCsv':
    'Im Ordner gibt es keine Datei {file}.csv (vorhanden: {files}). Fügen Sie sie hinzu oder nennen Sie in der Einstellung Blätter eine andere.',
  'told.workbook.isOpenInASpreadsheet':
    '{file} ist in einem Tabellenprogramm geöffnet: Es wurde nichts geschrieben. Schließen Sie die Datei dort; es wird von selbst wiederholt.',
  'told.workbook.rowACellBeginsWith':
    '{file}, Zeile {row}: Eine Zelle beginnt mit einem Anführungszeichen, das nie geschlossen wird. Schließen Sie es oder kopieren Sie die Datei neu, falls sie abgeschnitten wurde.',
  'told.workbook.seemsCutOffRowThe':
    '{file} scheint abgeschnitten: Zeile {row}, die letzte, hat weniger Zellen als die anderen und kein Zeilenende. Kopieren Sie die Datei neu oder beenden Sie die Zeile.',
  'told.workbook.notAllFilesOfThe':
    'Nicht alle Dateien der Änderung konnten ersetzt werden: {files} nicht. Es wird noch einmal geprüft, bevor etwas gesendet wird.',
  'told.workbook.belongsToAnotherUserOf':
    '{file} gehört einem anderen Benutzer des Rechners, und das ließ sich nicht beibehalten. Übereignen Sie die Datei dem Benutzer, unter dem Kobling läuft.',
  'told.workbook.belongsToAnotherUserOfThe':
    '{file} gehört einem anderen Benutzer des Rechners, und das ließ sich nicht beibehalten. Übereignen Sie die Datei dem Benutzer, unter dem der Hub läuft.',
  'told.workbook.isReadOnlyForKobling':
    '{file} ist für Kobling schreibgeschützt: Es wurde nichts geschrieben. Geben Sie dem Benutzer, unter dem Kobling läuft, Schreibrecht für Datei und Ordner.',
  'told.workbook.hasNoRowAnyMore':
    '{file} hat keine Zeile {row} mehr. Es wurde nichts geschrieben; lesen Sie die Datei neu.',
  'told.workbook.cannotBeWrittenToColumn':
    '„{value}“ kann nicht nach {file}, Spalte {column} geschrieben werden: Die Datei ist in Windows-1252. Speichern Sie sie als CSV UTF-8 oder lassen Sie das Zeichen weg.',
  'told.workbook.thereIsNoSheetFor':
    'Es gibt kein Blatt „{sheet}“ für {actor} (vorhanden: {sheets}). Fügen Sie es hinzu oder korrigieren Sie die Einstellung Blätter.',
  'told.workbook.theSheetsAndBothLook':
    'Die Blätter „{first}“ und „{second}“ sehen beide wie {actor} aus. Geben Sie in der Einstellung Blätter an, welches: {code}={same}.',
  'told.workbook.noSheetIsNamedCustomer':
    'Kein Blatt heißt Customer, Supplier, Partner, Person oder Project (vorhanden: {sheets}). Benennen Sie eines um oder geben Sie in der Einstellung Blätter an, welches was ist.',
  'told.workbook.theHeadingIsInBoth':
    'Die Überschrift „{heading}“ steht sowohl in {first} als auch in {second}. Benennen Sie eine davon um.',
  'told.workbook.theSheetHasNoHeadings':
    'Das Blatt „{sheet}“ hat in Zeile {row} keine Überschriften. Schreiben Sie die Spaltennamen dorthin oder korrigieren Sie die Einstellung Überschriftenzeile.',
  'told.workbook.theSheetHasNoColumnColumns':
    'Das Blatt „{sheet}“ hat keine Spalte „{column}“ (Spalten: {columns}). Fügen Sie sie hinzu oder korrigieren Sie die Einstellungen.',
  'told.workbook.anotherKoblingProcessIsWriting':
    'Ein anderer Kobling-Prozess schreibt diese Datei. Es wird von selbst wiederholt.',
  'told.workbook.holdsTheErrorAndWas':
    '{cell} enthält den Fehler {error} und wurde ausgelassen. Korrigieren Sie die Zelle.',
  'told.workbook.holdsWhichIsNoAs':
    '{cell} enthält „{value}“, was nicht {type} wie im Rest der Spalte ist, und wurde ausgelassen. Korrigieren Sie die Zelle.',
  'told.workbook.andMoreLikeThis': 'Und {number} weitere dieser Art.',
  'told.workbook.isNotThereOrMay': '{file} ist nicht da oder darf nicht gelesen werden.',
  'told.workbook.isNotTherePutThe':
    '{file} ist nicht da. Legen Sie die Datei zurück oder korrigieren Sie den Pfad in den Einstellungen der Verbindung.',
  'told.workbook.mayNotBeReadBy':
    'Kobling darf {file} nicht lesen. Geben Sie dem Benutzer, unter dem Kobling läuft, das Leserecht.',
  'told.workbook.isASingleCsvFile':
    '{file} ist eine einzelne CSV-Datei. Geben Sie ihren Ordner an: Jede Datei darin ist ein Blatt.',
  'told.workbook.giveTheFolderInsteadOf': 'Geben Sie den Ordner statt der Datei an.',
  'told.workbook.theSheetHasNoColumnColumnsSo':
    'Das Blatt „{sheet}“ hat keine Spalte „{column}“ (Spalten: {columns}), deshalb wird dieses Feld nicht synchronisiert. Geben Sie einer Spalte wieder diese Überschrift oder nehmen Sie das Feld aus der Zuordnung.',
  'told.workbook.theKeyIsInRows':
    '{sheet}: Der Schlüssel „{key}“ steht in den Zeilen {rows}, deshalb wurde keine geschrieben. Geben Sie jeder Zeile einen eigenen Schlüssel.',
  'told.workbook.hasNoRowWithTheKey':
    '{sheet} hat keine Zeile mit dem Schlüssel „{key}“. Sie wurde vielleicht gelöscht; dafür wurde nichts geschrieben.',
  'told.workbook.theSheetHasNoColumnAdd':
    '{sheet}: Das Blatt hat keine Spalte „{column}“. Fügen Sie sie hinzu oder heben Sie die Zuordnung des Feldes auf.',
  'told.workbook.isCalculatedByAFormula':
    '{name} ({cell}) wird von einer Formel berechnet und nie überschrieben. Ordnen Sie eine andere Spalte zu oder ersetzen Sie die Formel durch einen Wert.',
  'told.workbook.cannotBeWrittenItIs':
    '{name} kann nicht geschrieben werden: Es ist der Schlüssel, die Zugehörigkeit, berechnet oder der Zeitpunkt der letzten Änderung.',
  'told.workbook.holdsWhatCannotBeRead':
    '{name} ({cell}) enthält etwas, das sich nicht wie die Spalte lesen lässt, und wird nicht ungesehen überschrieben. Korrigieren Sie die Zelle.',
  'told.workbook.isNotAnItemOf':
    '„{value}“ ist kein Eintrag der Liste {list} ({cell}). Fügen Sie ihn dort hinzu oder ordnen Sie einen anderen zu.',
  'told.workbook.theSheetHasValuesIn':
    'Das Blatt „{sheet}“ hat Werte in Zeile {row}, unterhalb der Tabelle: Sie werden nicht verwendet. Erweitern Sie die Tabelle oder lassen Sie sie als Notiz stehen.',
  'told.workbook.theKeySoTheRow':
    '{cell}: Der Schlüssel {what}, deshalb wird die Zeile nicht verwendet. Schreiben Sie dort einen Schlüssel hin.',
  'told.workbook.theKeyHasCharactersBut':
    '{cell}: Der Schlüssel hat {length} Zeichen, aber nur {most} passen hinein, deshalb wird die Zeile nicht verwendet. Kürzen Sie ihn.',
  'told.workbook.theSheetHasNoColumnThat':
    'Das Blatt „{sheet}“ hat keine bekannte Schlüsselspalte, und die erste, „{column}“, ist nicht eindeutig. Nennen Sie die Schlüsselspalte in den Einstellungen.',
  'told.workbook.theKeyIsInSo':
    'Der Schlüssel „{key}“ steht in {cells}, deshalb wird keine dieser Zeilen verwendet. Geben Sie jeder Zeile einen eigenen Schlüssel.',
  'told.workbook.theSnapshotOfTheWorkbook':
    'Die Momentaufnahme der Arbeitsmappe war beschädigt: Jede Zeile gilt einmal als geändert.',
  'told.workbook.theSheetHasNoRow':
    'Das Blatt {sheet} hat keine freie Zeile mehr. Verschieben Sie alte Datensätze in eine andere Arbeitsmappe.',
  'told.workbook.theTableOnTheSheet':
    'Die Tabelle {table} auf dem Blatt {sheet} endet mit einer Ergebniszeile, deshalb kann darunter keine Zeile angefügt werden. Schalten Sie die Ergebniszeile aus oder fügen Sie darüber leere Zeilen ein.',
  'told.workbook.theTableCannotGrowThe':
    'Die Tabelle {table} kann nicht wachsen: Die Zelle {cell} direkt darunter ist nicht leer. Verschieben Sie, was dort steht.',
  'told.workbook.aNewRowWouldOverwrite':
    'Eine neue Zeile würde die Zelle {cell} überschreiben, die nicht leer ist. Verschieben Sie, was dort steht.',
  'told.workbook.theWorkbookIsPackedIn':
    'Die Arbeitsmappe ist in der Form für sehr große Archive gepackt, die gelesen, aber nicht geschrieben wird. Öffnen Sie sie in Excel und speichern Sie sie einmal.',
  'told.workbook.isNotAFileGive': '{file} ist keine Datei. Geben Sie den Pfad einer .xlsx- oder .xlsm-Datei an.',
  'told.workbook.isAnEncryptedArchiveSave':
    '{file} ist ein verschlüsseltes Archiv. Speichern Sie es ohne Kennwort neu.',
  'told.workbook.hasWhichIsMoreThan':
    '{file} hat {what}, mehr als gelesen wird. Teilen Sie die Arbeitsmappe oder löschen Sie, was sie nicht braucht.',
  'told.workbook.isNoNumberThatThe':
    '„{value}“ ist keine Zahl, die die Zelle {cell} aufnehmen kann. Geben Sie Ziffern mit Dezimalpunkt an.',
  'told.workbook.theTextForTheCell':
    'Der Text für die Zelle {cell} hat {length} Zeichen; Excel fasst {most}. Kürzen Sie ihn.',
  'told.workbook.wasSavedWhileItWas':
    '{file} wurde gespeichert, während die Datei gelesen wurde. Sie wird noch einmal gelesen.',
  'told.workbook.theWorkbookIsInThe':
    'Die Arbeitsmappe ist im Binärformat .xlsb. Öffnen Sie sie in Excel und speichern Sie sie als .xlsx oder, mit Makros, als .xlsm.',
  'told.workbook.hasNoSheetNamedIts':
    '{file} hat kein Blatt namens {sheet}. Die Blätter sind: {sheets}. Benennen Sie ein Blatt um oder nennen Sie es in den Einstellungen der Verbindung.',
  'told.workbook.theWorkbookIsDamagedOpen':
    'Die Arbeitsmappe ist beschädigt: {what}. Öffnen Sie sie in Excel, lassen Sie sie reparieren, speichern Sie sie und versuchen Sie es erneut.',
  'told.workbook.thereIsNoFileCheck':
    'Es gibt keine Datei {file}. Prüfen Sie den Pfad in den Einstellungen der Verbindung.',
  'told.workbook.isAFolderNotA':
    '{file} ist ein Ordner, keine Arbeitsmappe. Geben Sie den Pfad einer .xlsx- oder .xlsm-Datei an.',
  'told.workbook.theHubMayNotOpen':
    'Der Hub darf {file} nicht öffnen oder ändern. Geben Sie dem Benutzer des Hubs Lese- und Schreibrecht für Datei und Ordner.',
  'told.workbook.thereIsNoRoomTo':
    'Zum Schreiben von {file} fehlt der Platz; die Datei blieb, wie sie war. Schaffen Sie Speicherplatz.',
  'told.workbook.anotherProgramHoldsAtThe': 'Ein anderes Programm hält {file} gerade fest. Es wird erneut versucht.',
  'told.workbook.theDiskOrShareThat':
    'Der Datenträger oder die Freigabe mit {file} antwortet nicht. Es wird erneut versucht.',
  'told.workbook.wasWrittenButTheDisk':
    '{file} wurde geschrieben, aber der Datenträger hat es nicht bestätigt. Die Datei wird noch einmal gelesen.',
  'told.workbook.isOpenInSoIt':
    '{file} ist in {program} geöffnet und wird deshalb später geschrieben. Schließen Sie die Datei; hat niemand sie geöffnet, löschen Sie die Datei {lock} daneben.',
  'told.workbook.isReadOnlyGiveThe':
    '{file} ist schreibgeschützt. Geben Sie dem Benutzer des Hubs Schreibrecht für die Datei.',
  'told.workbook.theCellIsPartOf':
    'Die Zelle {cell} gehört zu den verbundenen Zellen {range} und wäre nicht zu sehen. Heben Sie die Verbindung der Zellen auf.',
  'told.workbook.theCellHoldsAFormula':
    'Die Zelle {cell} enthält eine Formel, die nie überschrieben wird. Ersetzen Sie die Formel in Excel durch einen Wert oder schreiben Sie dieses Feld nicht in die Arbeitsmappe.',
  'told.workbook.theSheetHasNoPlace':
    'Das Blatt {sheet} hat keinen Platz für Zeilen. Öffnen Sie die Arbeitsmappe in Excel und speichern Sie sie.',
  'told.workbook.isProtectedByAPassword':
    '{file} ist mit einem Kennwort zum Öffnen geschützt. Entfernen Sie es in Excel (Datei, Informationen, Arbeitsmappe schützen, Mit Kennwort verschlüsseln) und speichern Sie.',
  'told.workbook.isInTheFormatOf':
    '{file} ist im Format von Excel 97–2003. Öffnen Sie die Datei in Excel und speichern Sie sie als .xlsx oder, mit Makros, als .xlsm.',
  'told.workbook.theWorkbooksTextsAreMib':
    'Die Texte der Arbeitsmappe umfassen {size} MiB, mehr als im Speicher gehalten wird. Teilen Sie die Arbeitsmappe.',
  'told.workbook.thisHubTakesNoFiles':
    'Dieser Hub nimmt keine Dateien aus dem Browser an: operator.yaml nennt nur Ordner des Rechners. Bitten Sie den Betreiber, die Datei dort abzulegen.',
  'told.workbook.theFileIsLargerThan':
    '{file} ist größer als {size} MB. Legen Sie die Datei von Hand in den Dateiordner des Hubs.',
  'told.workbook.theFileIsNoWorkbook':
    '{file} ist keine Arbeitsmappe. Speichern Sie sie als .xlsx oder .xlsm und senden Sie diese.',
  'told.workbook.theHubHasAnotherFile':
    'Der Hub hat bereits eine andere Datei {file}. Wählen Sie diese oder senden Sie Ihre unter einem anderen Namen.',
};
