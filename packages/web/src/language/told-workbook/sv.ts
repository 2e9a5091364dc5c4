import type { ToldWorkbookMessages } from './load.ts';

export const messages: ToldWorkbookMessages = {
  'told.workbook.anotherWorkerHasTakenOver':
    'En annan arbetare har tagit över kopplingen: anropet kom för sent och gjorde inget.',
  'told.workbook.theDiskWithKoblingsOwn':
    'Disken med Koblings egna filer är full. Frigör utrymme; det görs om av sig självt.',
  'told.workbook.theWorkbookHasNoSheet':
    'Arbetsboken har inget blad för {actor}. Lägg till ett eller ange det i inställningen Blad.',
  'told.workbook.aWorkbookHasNoSheet': 'Arbetsboken har inget blad för {actor}.',
  'told.workbook.theWorkbookHasNoSheetFor': 'Arbetsboken har inget blad för {actor}.',
  'told.workbook.theWorkbookIsBeingSaved':
    'Arbetsboken sparas hela tiden, så den gick inte att läsa i ett stycke. Det görs om av sig självt.',
  'told.workbook.theWorkbookWasSavedWhile': 'Arbetsboken sparades medan den lästes. Det görs om av sig självt.',
  'told.workbook.theCallWasEndedBefore': 'Anropet avslutades innan något skrevs.',
  'told.workbook.pathOfAnXlsxOr': 'Sökväg till en .xlsx- eller .xlsm-fil eller till en mapp med CSV-filer.',
  'told.workbook.theRowThatHoldsThe': 'Raden med kolumnrubrikerna. Tomt: 1, eller där en definierad tabell börjar.',
  'told.workbook.headingOfTheKeyColumn':
    'Nyckelkolumnens rubrik: ett namn för alla blad, eller Customer=CustNo;Person=Id.',
  'told.workbook.headingOfTheColumnThat':
    'Rubriken på kolumnen som får tidpunkten för en ändring; som för nyckelkolumnen.',
  'told.workbook.headingOfTheColumnThatHolds':
    'Rubriken på kolumnen med kunden eller leverantören för en kontakt eller ett projekt; som för nyckelkolumnen.',
  'told.workbook.sheetsWithOtherNamesThan':
    'Blad med andra namn än aktörtyperna: Customer=Kunder;Supplier=Leverantörer.',
  'told.workbook.dmyMdyOrYmdHow': 'dmy, mdy eller ymd: hur datum som sparats som text, till exempel 03/04/2026, läses.',
  'told.workbook.theLowestKeyGivenTo': 'Den lägsta nyckeln som ges till nya rader, till exempel 20000 eller K0500.',
  'told.workbook.theHeadingRowIsA': 'Rubrikraden är ett radnummer: 1 eller mer.',
  'told.workbook.theOrderInDatesIs': 'Ordningen i datum är dmy, mdy eller ymd.',
  'told.workbook.sayWhichSheetIsWhich': 'Ange vilket blad som är vad: Customer=Kunder;Supplier=Leverantörer.',
  'told.workbook.theFirstNewKeyEnds': 'Den första nya nyckeln slutar på siffror, till exempel 20000 eller K0500.',
  'told.workbook.isNotUnderstoodWriteThen':
    '”{text}” går inte att förstå. Skriv {example}, sedan =, sedan namnet, åtskilda med ;.',
  'told.workbook.theWorkbookHasNoList':
    'Arbetsboken har inget listblad ”{list}”. Lägg till ett blad ”List {same}” med kolumnerna Key och Name.',
  'told.workbook.theNextKeyWouldHave':
    'Nästa nyckel skulle få fler än {most} tecken. Ange en första ny nyckel i inställningarna.',
  'told.workbook.theWorkbookIsBeingSavedAgain':
    'Arbetsboken sparas hela tiden, så inget skrevs. Det görs om av sig självt.',
  'told.workbook.theSheetHasNoColumn':
    'Bladet ”{sheet}” har ingen kolumn för {parent}. Lägg till en kolumn som CustNo eller ange den i inställningen Kolumn för tillhörighet.',
  'told.workbook.hasNoRowWithThe':
    '{sheet} har ingen rad med nyckeln ”{key}”, så inget lades till i {target}. Välj en annan {parent}.',
  'told.workbook.theDiskIsFullNothing': 'Disken är full: inget skrevs. Frigör utrymme; det görs om av sig självt.',
  'told.workbook.theDiskIsFullNothingWas':
    'Disken är full: inget skrevs till mappen {folder}. Frigör utrymme; det görs om av sig självt.',
  'told.workbook.inTheFolderIsNot': '{file} i mappen är ingen vanlig fil. Länkar följs inte: lägg själva filen där.',
  'told.workbook.theFolderIsNotThere':
    'Mappen {folder} finns inte. Lägg tillbaka den eller rätta sökvägen i kopplingens inställningar.',
  'told.workbook.theFolderMayNotBe':
    'Kobling får inte läsa mappen {folder}. Ge användaren som kör Kobling läsrättighet.',
  'told.workbook.thereIsNoFileCsv':
    'Det finns ingen fil {file}.csv i mappen (filer där: {files}). Lägg till den eller ange en annan i inställningen Blad.',
  'told.workbook.isOpenInASpreadsheet':
    '{file} är öppen i ett kalkylprogram: inget skrevs. Stäng den där; det görs om av sig självt.',
  'told.workbook.rowACellBeginsWith':
    '{file}, rad {row}: en cell börjar med ett citattecken som aldrig stängs. Stäng det eller kopiera filen igen om den kapades.',
  'told.workbook.seemsCutOffRowThe':
    '{file} verkar kapad: rad {row}, den sista, har färre celler än de andra och inget radslut. Kopiera filen igen eller avsluta raden.',
  'told.workbook.notAllFilesOfThe':
    'Alla filer i ändringen kunde inte ersättas: {files} kunde inte. Det kontrolleras igen innan något skickas.',
  'told.workbook.belongsToAnotherUserOf':
    '{file} tillhör en annan användare på datorn och det gick inte att behålla. Ge filen till användaren som kör Kobling.',
  'told.workbook.belongsToAnotherUserOfThe':
    '{file} tillhör en annan användare på datorn och det gick inte att behålla. Ge filen till användaren som kör hubben.',
  'told.workbook.isReadOnlyForKobling':
    '{file} är skrivskyddad för Kobling: inget skrevs. Ge användaren som kör Kobling skrivrättighet till filen och mappen.',
  'told.workbook.hasNoRowAnyMore': '{file} har inte längre rad {row}. Inget skrevs; läs filen igen.',
  'told.workbook.cannotBeWrittenToColumn':
    '”{value}” kan inte skrivas till {file}, kolumn {column}: filen är i Windows-1252. Spara den som CSV UTF-8 eller utelämna tecknet.',
  'told.workbook.thereIsNoSheetFor':
    'Det finns inget blad ”{sheet}” för {actor} (blad där: {sheets}). Lägg till det eller rätta inställningen Blad.',
  'told.workbook.theSheetsAndBothLook':
    'Bladen ”{first}” och ”{second}” ser båda ut som {actor}. Ange vilket i inställningen Blad: {code}={same}.',
  'told.workbook.noSheetIsNamedCustomer':
    'Inget blad heter Customer, Supplier, Partner, Person eller Project (blad där: {sheets}). Byt namn på ett eller ange vilket som är vad i inställningen Blad.',
  'told.workbook.theHeadingIsInBoth':
    'Rubriken ”{heading}” finns i både {first} och {second}. Ge en av dem ett annat namn.',
  'told.workbook.theSheetHasNoHeadings':
    'Bladet ”{sheet}” har inga rubriker på rad {row}. Skriv kolumnnamnen där eller rätta inställningen Rubrikrad.',
  'told.workbook.theSheetHasNoColumnColumns':
    'Bladet ”{sheet}” har ingen kolumn ”{column}” (kolumner: {columns}). Lägg till den eller rätta inställningarna.',
  'told.workbook.anotherKoblingProcessIsWriting': 'En annan Kobling-process skriver filen. Det görs om av sig självt.',
  'told.workbook.holdsTheErrorAndWas': '{cell} innehåller felet {error} och utelämnades. Rätta cellen.',
  'told.workbook.holdsWhichIsNoAs':
    '{cell} innehåller ”{value}”, som inte är {type} som i resten av kolumnen, och utelämnades. Rätta cellen.',
  'told.workbook.andMoreLikeThis': 'Och {number} till av samma slag.',
  'told.workbook.isNotThereOrMay': '{file} finns inte eller får inte läsas.',
  'told.workbook.isNotTherePutThe':
    '{file} finns inte. Lägg tillbaka filen eller rätta sökvägen i kopplingens inställningar.',
  'told.workbook.mayNotBeReadBy': 'Kobling får inte läsa {file}. Ge användaren som kör Kobling läsrättighet.',
  'told.workbook.isASingleCsvFile': '{file} är en enda CSV-fil. Ange mappen den ligger i: varje fil i den är ett blad.',
  'told.workbook.giveTheFolderInsteadOf': 'Ange mappen i stället för filen.',
  'told.workbook.theSheetHasNoColumnColumnsSo':
    'Bladet ”{sheet}” har ingen kolumn ”{column}” (kolumner: {columns}), så fältet synkroniseras inte. Ge en kolumn den rubriken igen eller ta bort fältet ur fältkopplingen.',
  'told.workbook.theKeyIsInRows':
    '{sheet}: nyckeln ”{key}” finns på raderna {rows}, så ingen av dem skrevs. Ge varje rad en egen nyckel.',
  'told.workbook.hasNoRowWithTheKey':
    '{sheet} har ingen rad med nyckeln ”{key}”. Den kan ha tagits bort; inget skrevs för den.',
  'told.workbook.theSheetHasNoColumnAdd':
    '{sheet}: bladet har ingen kolumn ”{column}”. Lägg till den eller ta bort fältkopplingen.',
  'told.workbook.isCalculatedByAFormula':
    '{name} ({cell}) beräknas av en formel och skrivs aldrig över. Koppla en annan kolumn eller ersätt formeln med ett värde.',
  'told.workbook.cannotBeWrittenItIs':
    '{name} kan inte skrivas: det är nyckeln, tillhörigheten, beräknat eller tidpunkten för senaste ändring.',
  'told.workbook.holdsWhatCannotBeRead':
    '{name} ({cell}) innehåller något som inte går att läsa som kolumnen och skrivs inte över osett. Rätta cellen.',
  'told.workbook.isNotAnItemOf':
    '”{value}” är inget objekt i listan {list} ({cell}). Lägg till det där eller koppla ett annat objekt.',
  'told.workbook.theSheetHasValuesIn':
    'Bladet ”{sheet}” har värden på rad {row}, nedanför tabellen: de används inte. Utöka tabellen eller låt dem stå som en anteckning.',
  'told.workbook.theKeySoTheRow': '{cell}: nyckeln {what}, så raden används inte. Skriv en nyckel där.',
  'told.workbook.theKeyHasCharactersBut':
    '{cell}: nyckeln har {length} tecken men bara {most} får plats, så raden används inte. Förkorta den.',
  'told.workbook.theSheetHasNoColumnThat':
    'Bladet ”{sheet}” har ingen känd nyckelkolumn och den första, ”{column}”, är inte unik. Ange nyckelkolumnen i inställningarna.',
  'told.workbook.theKeyIsInSo':
    'Nyckeln ”{key}” finns i {cells}, så ingen av dessa rader används. Ge varje rad en egen nyckel.',
  'told.workbook.theSnapshotOfTheWorkbook':
    'Ögonblicksbilden av arbetsboken var skadad: varje rad räknas som ändrad en gång.',
  'told.workbook.theSheetHasNoRow':
    'Bladet {sheet} har inga lediga rader. Flytta gamla poster till en annan arbetsbok.',
  'told.workbook.theTableOnTheSheet':
    'Tabellen {table} på bladet {sheet} slutar med en summarad, så ingen rad kan läggas till under data. Stäng av summaraden eller infoga tomma rader ovanför.',
  'told.workbook.theTableCannotGrowThe':
    'Tabellen {table} kan inte växa: cellen {cell} direkt under är inte tom. Flytta det som står där.',
  'told.workbook.aNewRowWouldOverwrite':
    'En ny rad skulle skriva över cellen {cell}, som inte är tom. Flytta det som står där.',
  'told.workbook.theWorkbookIsPackedIn':
    'Arbetsboken är packad i formen för mycket stora arkiv, som läses men inte skrivs. Öppna den i Excel och spara den en gång.',
  'told.workbook.isNotAFileGive': '{file} är ingen fil. Ange sökvägen till en .xlsx- eller .xlsm-fil.',
  'told.workbook.isAnEncryptedArchiveSave': '{file} är ett krypterat arkiv. Spara det igen utan lösenord.',
  'told.workbook.hasWhichIsMoreThan':
    '{file} har {what}, vilket är mer än som läses. Dela arbetsboken eller ta bort det som inte behövs.',
  'told.workbook.isNoNumberThatThe':
    '”{value}” är inget tal som cellen {cell} kan innehålla. Använd siffror med decimalpunkt.',
  'told.workbook.theTextForTheCell':
    'Texten till cellen {cell} har {length} tecken; Excel rymmer {most}. Förkorta den.',
  'told.workbook.wasSavedWhileItWas': '{file} sparades medan den lästes. Den läses igen.',
  'told.workbook.theWorkbookIsInThe':
    'Arbetsboken är i det binära formatet .xlsb. Öppna den i Excel och spara den som .xlsx eller, med makron, som .xlsm.',
  'told.workbook.hasNoSheetNamedIts':
    '{file} har inget blad med namnet {sheet}. Bladen är: {sheets}. Byt namn på ett blad eller ange det i kopplingens inställningar.',
  'told.workbook.theWorkbookIsDamagedOpen':
    'Arbetsboken är skadad: {what}. Öppna den i Excel, låt Excel reparera den, spara den och försök igen.',
  'told.workbook.thereIsNoFileCheck': 'Det finns ingen fil {file}. Kontrollera sökvägen i kopplingens inställningar.',
  'told.workbook.isAFolderNotA': '{file} är en mapp, ingen arbetsbok. Ange sökvägen till en .xlsx- eller .xlsm-fil.',
  'told.workbook.theHubMayNotOpen':
    'Hubben får inte öppna eller ändra {file}. Ge hubbens användare läs- och skrivrättighet till filen och mappen.',
  'told.workbook.thereIsNoRoomTo':
    'Det finns inte plats att skriva {file}; den lämnades som den var. Frigör diskutrymme.',
  'told.workbook.anotherProgramHoldsAtThe': 'Ett annat program håller {file} just nu. Det görs ett nytt försök.',
  'told.workbook.theDiskOrShareThat': 'Disken eller nätverksresursen med {file} svarar inte. Det görs ett nytt försök.',
  'told.workbook.wasWrittenButTheDisk': '{file} skrevs, men disken bekräftade det inte. Den läses igen.',
  'told.workbook.isOpenInSoIt':
    '{file} är öppen i {program}, så den skrivs senare. Stäng den; om ingen har den öppen, ta bort filen {lock} bredvid.',
  'told.workbook.isReadOnlyGiveThe': '{file} är skrivskyddad. Ge hubbens användare skrivrättighet till filen.',
  'told.workbook.theCellIsPartOf':
    'Cellen {cell} ingår i de sammanslagna cellerna {range} och skulle inte synas. Dela upp dem.',
  'told.workbook.theCellHoldsAFormula':
    'Cellen {cell} innehåller en formel, som aldrig skrivs över. Ersätt formeln med ett värde i Excel eller skriv inte fältet till arbetsboken.',
  'told.workbook.theSheetHasNoPlace':
    'Bladet {sheet} har ingen plats för rader. Öppna arbetsboken i Excel och spara den.',
  'told.workbook.isProtectedByAPassword':
    '{file} är skyddad med ett lösenord för öppning. Ta bort det i Excel (Arkiv, Info, Skydda arbetsbok, Kryptera med lösenord) och spara.',
  'told.workbook.isInTheFormatOf':
    '{file} är i formatet för Excel 97–2003. Öppna den i Excel och spara den som .xlsx eller, med makron, som .xlsm.',
  'told.workbook.theWorkbooksTextsAreMib':
    'Arbetsbokens texter är {size} MiB, mer än som hålls i minnet. Dela arbetsboken.',
  'told.workbook.thisHubTakesNoFiles':
    'Den här hubben tar inte emot filer från webbläsare: operator.yaml anger bara mappar på datorn. Be operatören lägga filen där.',
  'told.workbook.theFileIsLargerThan': '{file} är större än {size} MB. Lägg den i hubbens filmapp för hand.',
  'told.workbook.theFileIsNoWorkbook': '{file} är ingen arbetsbok. Spara den som .xlsx eller .xlsm och skicka den.',
  'told.workbook.theHubHasAnotherFile':
    'Hubben har redan en annan fil {file}. Välj den eller skicka din under ett annat namn.',
};
