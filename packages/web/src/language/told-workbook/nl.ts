import type { ToldWorkbookMessages } from './load.ts';

export const messages: ToldWorkbookMessages = {
  'told.workbook.anotherWorkerHasTakenOver':
    'Een andere worker heeft deze verbinding overgenomen: de aanroep kwam te laat en deed niets.',
  'told.workbook.theDiskWithKoblingsOwn':
    'De schijf met Koblings eigen bestanden is vol. Maak ruimte; het wordt vanzelf herhaald.',
  'told.workbook.theWorkbookHasNoSheet':
    'De werkmap heeft geen blad voor {actor}. Voeg er een toe, of noem het in de instelling Bladen.',
  'told.workbook.aWorkbookHasNoSheet': 'De werkmap heeft geen blad voor {actor}.',
  'told.workbook.theWorkbookHasNoSheetFor': 'De werkmap heeft geen blad voor {actor}.',
  'told.workbook.theWorkbookIsBeingSaved':
    'De werkmap wordt steeds opgeslagen en kon niet in één keer worden gelezen. Het wordt vanzelf herhaald.',
  'told.workbook.theWorkbookWasSavedWhile':
    'De werkmap is opgeslagen terwijl deze werd gelezen. Het wordt vanzelf herhaald.',
  'told.workbook.theCallWasEndedBefore': 'De aanroep is beëindigd voordat er iets werd geschreven.',
  'told.workbook.pathOfAnXlsxOr': 'Pad van een .xlsx- of .xlsm-bestand, of van een map met CSV-bestanden.',
  'told.workbook.theRowThatHoldsThe': 'De rij met de kolomkoppen. Leeg: 1, of waar een gedefinieerde tabel begint.',
  'told.workbook.headingOfTheKeyColumn':
    'Kop van de sleutelkolom: één naam voor alle bladen, of Customer=CustNo;Person=Id.',
  'told.workbook.headingOfTheColumnThat':
    'Kop van de kolom die het tijdstip van een wijziging krijgt; zoals bij de sleutelkolom.',
  'told.workbook.headingOfTheColumnThatHolds':
    'Kop van de kolom met de klant of leverancier van een persoon of project; zoals bij de sleutelkolom.',
  'told.workbook.sheetsWithOtherNamesThan':
    'Bladen met andere namen dan de actor-types: Customer=Klanten;Supplier=Leveranciers.',
  'told.workbook.dmyMdyOrYmdHow':
    'dmy, mdy of ymd: hoe datums die als tekst zijn opgeslagen, zoals 03/04/2026, worden gelezen.',
  'told.workbook.theLowestKeyGivenTo': 'De laagste sleutel voor nieuwe rijen, zoals 20000 of K0500.',
  'told.workbook.theHeadingRowIsA': 'De koprij is een rijnummer: 1 of meer.',
  'told.workbook.theOrderInDatesIs': 'De volgorde in datums is dmy, mdy of ymd.',
  'told.workbook.sayWhichSheetIsWhich': 'Geef aan welk blad wat is: Customer=Klanten;Supplier=Leveranciers.',
  'told.workbook.theFirstNewKeyEnds': 'De eerste nieuwe sleutel eindigt op cijfers, zoals 20000 of K0500.',
  'told.workbook.isNotUnderstoodWriteThen':
    '“{text}” wordt niet begrepen. Schrijf {example}, dan =, dan de naam, gescheiden door ;.',
  'told.workbook.theWorkbookHasNoList':
    'De werkmap heeft geen lijstblad “{list}”. Voeg een blad “List {same}” toe met de kolommen Key en Name.',
  'told.workbook.theNextKeyWouldHave':
    'De volgende sleutel zou meer dan {most} tekens hebben. Stel een eerste nieuwe sleutel in.',
  'told.workbook.theWorkbookIsBeingSavedAgain':
    'De werkmap wordt steeds opgeslagen, dus er is niets geschreven. Het wordt vanzelf herhaald.',
  'told.workbook.theSheetHasNoColumn':
    'Het blad “{sheet}” heeft geen kolom voor {parent}. Voeg een kolom zoals CustNo toe, of noem deze in de instelling Kolom voor bovenliggend record.',
  'told.workbook.hasNoRowWithThe':
    '{sheet} heeft geen rij met de sleutel “{key}”, dus er is niets aan {target} toegevoegd. Kies een andere {parent}.',
  'told.workbook.theDiskIsFullNothing':
    'De schijf is vol: er is niets geschreven. Maak ruimte; het wordt vanzelf herhaald.',
  'told.workbook.theDiskIsFullNothingWas':
    'De schijf is vol: er is niets naar de map {folder} geschreven. Maak ruimte; het wordt vanzelf herhaald.',
  'told.workbook.inTheFolderIsNot':
    '{file} in de map is geen gewoon bestand. Koppelingen worden niet gevolgd: zet het bestand zelf daar.',
  'told.workbook.theFolderIsNotThere':
    'De map {folder} is er niet. Zet deze terug, of corrigeer het pad in de instellingen van de verbinding.',
  'told.workbook.theFolderMayNotBe':
    'Kobling mag de map {folder} niet lezen. Geef de gebruiker waaronder Kobling draait leesrechten.',
  'told.workbook.thereIsNoFileCsv':
    'Er is geen bestand {file}.csv in de map (aanwezig: {files}). Voeg het toe, of noem een ander in de instelling Bladen.',
  'told.workbook.isOpenInASpreadsheet':
    '{file} is geopend in een spreadsheetprogramma: er is niets geschreven. Sluit het daar; het wordt vanzelf herhaald.',
  'told.workbook.rowACellBeginsWith':
    '{file}, rij {row}: een cel begint met een aanhalingsteken dat nooit wordt gesloten. Sluit het, of kopieer het bestand opnieuw als het is afgekapt.',
  'told.workbook.seemsCutOffRowThe':
    '{file} lijkt afgekapt: rij {row}, de laatste, heeft minder cellen dan de andere en geen regeleinde. Kopieer het bestand opnieuw, of beëindig de rij.',
  'told.workbook.notAllFilesOfThe':
    'Niet alle bestanden van de wijziging konden worden vervangen: {files} niet. Het wordt opnieuw bekeken voordat er iets wordt verzonden.',
  'told.workbook.belongsToAnotherUserOf':
    '{file} is van een andere gebruiker van de machine, en dat kon niet zo blijven. Geef het bestand aan de gebruiker waaronder Kobling draait.',
  'told.workbook.belongsToAnotherUserOfThe':
    '{file} is van een andere gebruiker van de machine, en dat kon niet zo blijven. Geef het bestand aan de gebruiker waaronder de hub draait.',
  'told.workbook.isReadOnlyForKobling':
    '{file} is voor Kobling alleen-lezen: er is niets geschreven. Geef de gebruiker waaronder Kobling draait schrijfrechten op het bestand en de map.',
  'told.workbook.hasNoRowAnyMore':
    '{file} heeft geen rij {row} meer. Er is niets geschreven; lees het bestand opnieuw.',
  'told.workbook.cannotBeWrittenToColumn':
    '“{value}” kan niet worden geschreven naar {file}, kolom {column}: het bestand is in Windows-1252. Sla het op als CSV UTF-8, of laat het teken weg.',
  'told.workbook.thereIsNoSheetFor':
    'Er is geen blad “{sheet}” voor {actor} (aanwezig: {sheets}). Voeg het toe, of corrigeer de instelling Bladen.',
  'told.workbook.theSheetsAndBothLook':
    'De bladen “{first}” en “{second}” lijken allebei op {actor}. Geef in de instelling Bladen aan welk: {code}={same}.',
  'told.workbook.noSheetIsNamedCustomer':
    'Geen blad heet Customer, Supplier, Partner, Person of Project (aanwezig: {sheets}). Hernoem er een, of geef in de instelling Bladen aan welk wat is.',
  'told.workbook.theHeadingIsInBoth':
    'De kop “{heading}” staat in zowel {first} als {second}. Geef een van beide een andere naam.',
  'told.workbook.theSheetHasNoHeadings':
    'Het blad “{sheet}” heeft geen koppen in rij {row}. Schrijf daar de kolomnamen, of corrigeer de instelling Koprij.',
  'told.workbook.theSheetHasNoColumnColumns':
    'Het blad “{sheet}” heeft geen kolom “{column}” (kolommen: {columns}). Voeg deze toe, of corrigeer de instellingen.',
  'told.workbook.anotherKoblingProcessIsWriting':
    'Een ander Kobling-proces schrijft dit bestand. Het wordt vanzelf herhaald.',
  'told.workbook.holdsTheErrorAndWas': '{cell} bevat de fout {error} en is weggelaten. Corrigeer de cel.',
  'told.workbook.holdsWhichIsNoAs':
    '{cell} bevat “{value}”, wat geen {type} is zoals in de rest van de kolom, en is weggelaten. Corrigeer de cel.',
  'told.workbook.andMoreLikeThis': 'En nog {number} van deze soort.',
  'told.workbook.isNotThereOrMay': '{file} is er niet of mag niet worden gelezen.',
  'told.workbook.isNotTherePutThe':
    '{file} is er niet. Zet het bestand terug, of corrigeer het pad in de instellingen van de verbinding.',
  'told.workbook.mayNotBeReadBy':
    'Kobling mag {file} niet lezen. Geef de gebruiker waaronder Kobling draait leesrechten.',
  'told.workbook.isASingleCsvFile':
    '{file} is één CSV-bestand. Geef de map op waar het in staat: elk bestand daarin is een blad.',
  'told.workbook.giveTheFolderInsteadOf': 'Geef de map op in plaats van het bestand.',
  'told.workbook.theSheetHasNoColumnColumnsSo':
    'Het blad “{sheet}” heeft geen kolom “{column}” (kolommen: {columns}), dus dit veld wordt niet gesynchroniseerd. Geef een kolom deze kop weer, of haal het veld uit de toewijzing.',
  'told.workbook.theKeyIsInRows':
    '{sheet}: de sleutel “{key}” staat in de rijen {rows}, dus geen ervan is geschreven. Geef elke rij een eigen sleutel.',
  'told.workbook.hasNoRowWithTheKey':
    '{sheet} heeft geen rij met de sleutel “{key}”. Die is mogelijk verwijderd; er is niets voor geschreven.',
  'told.workbook.theSheetHasNoColumnAdd':
    '{sheet}: het blad heeft geen kolom “{column}”. Voeg deze toe, of hef de toewijzing van het veld op.',
  'told.workbook.isCalculatedByAFormula':
    '{name} ({cell}) wordt door een formule berekend en nooit overschreven. Wijs een andere kolom toe, of vervang de formule door een waarde.',
  'told.workbook.cannotBeWrittenItIs':
    '{name} kan niet worden geschreven: het is de sleutel, het bovenliggende record, berekend of het tijdstip van de laatste wijziging.',
  'told.workbook.holdsWhatCannotBeRead':
    '{name} ({cell}) bevat iets dat niet als de kolom kan worden gelezen, en wordt niet ongezien overschreven. Corrigeer de cel.',
  'told.workbook.isNotAnItemOf':
    '“{value}” is geen item van de lijst {list} ({cell}). Voeg het daar toe, of wijs een ander item toe.',
  'told.workbook.theSheetHasValuesIn':
    'Het blad “{sheet}” heeft waarden in rij {row}, onder de tabel: die worden niet gebruikt. Breid de tabel uit, of laat ze als notitie staan.',
  'told.workbook.theKeySoTheRow':
    '{cell}: de sleutel {what}, dus de rij wordt niet gebruikt. Schrijf daar een sleutel.',
  'told.workbook.theKeyHasCharactersBut':
    '{cell}: de sleutel heeft {length} tekens, maar er passen er maar {most}, dus de rij wordt niet gebruikt. Kort deze in.',
  'told.workbook.theSheetHasNoColumnThat':
    'Het blad “{sheet}” heeft geen bekende sleutelkolom, en de eerste, “{column}”, is niet uniek. Noem de sleutelkolom in de instellingen.',
  'told.workbook.theKeyIsInSo':
    'De sleutel “{key}” staat in {cells}, dus geen van deze rijen wordt gebruikt. Geef elke rij een eigen sleutel.',
  'told.workbook.theSnapshotOfTheWorkbook':
    'De momentopname van de werkmap was beschadigd: elke rij geldt één keer als gewijzigd.',
  'told.workbook.theSheetHasNoRow':
    'Het blad {sheet} heeft geen rij over. Verplaats oude records naar een andere werkmap.',
  'told.workbook.theTableOnTheSheet':
    'De tabel {table} op het blad {sheet} eindigt met een totaalrij, dus er kan geen rij onder worden toegevoegd. Zet de totaalrij uit, of voeg er lege rijen boven in.',
  'told.workbook.theTableCannotGrowThe':
    'De tabel {table} kan niet groeien: de cel {cell} er direct onder is niet leeg. Verplaats wat daar staat.',
  'told.workbook.aNewRowWouldOverwrite':
    'Een nieuwe rij zou de cel {cell} overschrijven, die niet leeg is. Verplaats wat daar staat.',
  'told.workbook.theWorkbookIsPackedIn':
    'De werkmap is verpakt in de vorm voor zeer grote archieven, die wel wordt gelezen maar niet geschreven. Open deze in Excel en sla hem één keer op.',
  'told.workbook.isNotAFileGive': '{file} is geen bestand. Geef het pad van een .xlsx- of .xlsm-bestand op.',
  'told.workbook.isAnEncryptedArchiveSave': '{file} is een versleuteld archief. Sla het opnieuw op zonder wachtwoord.',
  'told.workbook.hasWhichIsMoreThan':
    '{file} heeft {what}, meer dan wordt gelezen. Splits de werkmap, of verwijder wat niet nodig is.',
  'told.workbook.isNoNumberThatThe':
    '"{value}" is geen getal dat de cel {cell} kan bevatten. Geef cijfers met een decimale punt.',
  'told.workbook.theTextForTheCell':
    'De tekst voor de cel {cell} heeft {length} tekens; in Excel passen er {most}. Kort deze in.',
  'told.workbook.wasSavedWhileItWas': '{file} is opgeslagen terwijl het werd gelezen. Het wordt opnieuw gelezen.',
  'told.workbook.theWorkbookIsInThe':
    "De werkmap heeft de binaire indeling .xlsb. Open deze in Excel en sla op als .xlsx of, met macro's, als .xlsm.",
  'told.workbook.hasNoSheetNamedIts':
    '{file} heeft geen blad met de naam {sheet}. De bladen zijn: {sheets}. Hernoem een blad, of noem het in de instellingen van de verbinding.',
  'told.workbook.theWorkbookIsDamagedOpen':
    'De werkmap is beschadigd: {what}. Open deze in Excel, laat Excel hem herstellen, sla op en probeer het opnieuw.',
  'told.workbook.thereIsNoFileCheck':
    'Er is geen bestand {file}. Controleer het pad in de instellingen van de verbinding.',
  'told.workbook.isAFolderNotA': '{file} is een map, geen werkmap. Geef het pad van een .xlsx- of .xlsm-bestand op.',
  'told.workbook.theHubMayNotOpen':
    'De hub mag {file} niet openen of wijzigen. Geef de gebruiker van de hub lees- en schrijfrechten op het bestand en de map.',
  'told.workbook.thereIsNoRoomTo':
    'Er is geen ruimte om {file} te schrijven; het is gelaten zoals het was. Maak schijfruimte vrij.',
  'told.workbook.anotherProgramHoldsAtThe':
    'Een ander programma houdt {file} op dit moment vast. Het wordt opnieuw geprobeerd.',
  'told.workbook.theDiskOrShareThat': 'De schijf of share met {file} antwoordt niet. Het wordt opnieuw geprobeerd.',
  'told.workbook.wasWrittenButTheDisk':
    '{file} is geschreven, maar de schijf bevestigde het niet. Het wordt opnieuw gelezen.',
  'told.workbook.isOpenInSoIt':
    '{file} is geopend in {program}, dus het wordt later geschreven. Sluit het; als niemand het open heeft, verwijder dan het bestand {lock} ernaast.',
  'told.workbook.isReadOnlyGiveThe':
    '{file} is alleen-lezen. Geef de gebruiker van de hub schrijfrechten op het bestand.',
  'told.workbook.theCellIsPartOf':
    'De cel {cell} is deel van de samengevoegde cellen {range} en zou niet zichtbaar zijn. Splits ze.',
  'told.workbook.theCellHoldsAFormula':
    'De cel {cell} bevat een formule, die nooit wordt overschreven. Vervang de formule in Excel door een waarde, of schrijf dit veld niet naar de werkmap.',
  'told.workbook.theSheetHasNoPlace':
    'Het blad {sheet} heeft geen plaats voor rijen. Open de werkmap in Excel en sla deze op.',
  'told.workbook.isProtectedByAPassword':
    '{file} is met een wachtwoord voor openen beveiligd. Verwijder het in Excel (Bestand, Info, Werkmap beveiligen, Versleutelen met wachtwoord) en sla op.',
  'told.workbook.isInTheFormatOf':
    "{file} heeft de indeling van Excel 97–2003. Open het in Excel en sla op als .xlsx of, met macro's, als .xlsm.",
  'told.workbook.theWorkbooksTextsAreMib':
    'De teksten van de werkmap zijn {size} MiB, meer dan in het geheugen wordt gehouden. Splits de werkmap.',
  'told.workbook.thisHubTakesNoFiles':
    'Deze hub neemt geen bestanden uit browsers aan: operator.yaml noemt alleen mappen van de machine. Laat de operator het bestand daar neerzetten.',
  'told.workbook.theFileIsLargerThan':
    '{file} is groter dan {size} MB. Zet het bestand handmatig in de bestandenmap van de hub.',
  'told.workbook.theFileIsNoWorkbook': '{file} is geen werkmap. Sla het op als .xlsx of .xlsm en verzend dat.',
  'told.workbook.theHubHasAnotherFile':
    'De hub heeft al een ander bestand {file}. Kies dat, of verzend het uwe onder een andere naam.',
};
