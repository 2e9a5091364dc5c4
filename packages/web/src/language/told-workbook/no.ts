import type { ToldWorkbookMessages } from './load.ts';

export const messages: ToldWorkbookMessages = {
  'told.workbook.anotherWorkerHasTakenOver':
    'En annen arbeider har overtatt denne koblingen: Kallet kom for sent og gjorde ingenting.',
  'told.workbook.theDiskWithKoblingsOwn':
    'Disken med Koblings egne filer er full. Frigjør plass; det prøves igjen av seg selv.',
  'told.workbook.theWorkbookHasNoSheet':
    'Arbeidsboken har ikke noe ark for {actor}. Legg til et, eller angi det i innstillingen Ark.',
  'told.workbook.aWorkbookHasNoSheet': 'Arbeidsboken har ikke noe ark for {actor}.',
  'told.workbook.theWorkbookHasNoSheetFor': 'Arbeidsboken har ikke noe ark for {actor}.',
  'told.workbook.theWorkbookIsBeingSaved':
    'Arbeidsboken lagres stadig, så den kunne ikke leses i ett stykke. Det prøves igjen av seg selv.',
  'told.workbook.theWorkbookWasSavedWhile': 'Arbeidsboken ble lagret mens den ble lest. Det prøves igjen av seg selv.',
  'told.workbook.theCallWasEndedBefore': 'Kallet ble avsluttet før noe ble skrevet.',
  'told.workbook.pathOfAnXlsxOr': 'Banen til en .xlsx- eller .xlsm-fil, eller til en mappe med CSV-filer.',
  'told.workbook.theRowThatHoldsThe': 'Raden med kolonneoverskriftene. Tom: 1, eller der en definert tabell begynner.',
  'told.workbook.headingOfTheKeyColumn':
    'Overskriften til nøkkelkolonnen: ett navn for alle ark, eller Customer=CustNo;Person=Id.',
  'told.workbook.headingOfTheColumnThat':
    'Overskriften til kolonnen som får tidspunktet for en endring; som for nøkkelkolonnen.',
  'told.workbook.headingOfTheColumnThatHolds':
    'Overskriften til kolonnen med kunden eller leverandøren til en person eller et prosjekt; som for nøkkelkolonnen.',
  'told.workbook.sheetsWithOtherNamesThan':
    'Ark med andre navn enn aktørtypene: Customer=Kunder;Supplier=Leverandører.',
  'told.workbook.dmyMdyOrYmdHow': 'dmy, mdy eller ymd: hvordan datoer som er lagret som tekst, som 03/04/2026, leses.',
  'told.workbook.theLowestKeyGivenTo': 'Den laveste nøkkelen som gis til nye rader, som 20000 eller K0500.',
  'told.workbook.theHeadingRowIsA': 'Overskriftsraden er et radnummer: 1 eller mer.',
  'told.workbook.theOrderInDatesIs': 'Rekkefølgen i datoer er dmy, mdy eller ymd.',
  'told.workbook.sayWhichSheetIsWhich': 'Si hvilket ark som er hva: Customer=Kunder;Supplier=Leverandører.',
  'told.workbook.theFirstNewKeyEnds': 'Den første nye nøkkelen slutter med sifre, som 20000 eller K0500.',
  'told.workbook.isNotUnderstoodWriteThen': '«{text}» forstås ikke. Skriv {example}, så =, så navnet, atskilt med ;.',
  'told.workbook.theWorkbookHasNoList':
    'Arbeidsboken har ikke noe listeark «{list}». Legg til et ark «List {same}» med kolonnene Key og Name.',
  'told.workbook.theNextKeyWouldHave':
    'Neste nøkkel ville fått mer enn {most} tegn. Angi en første ny nøkkel i innstillingene.',
  'told.workbook.theWorkbookIsBeingSavedAgain':
    'Arbeidsboken lagres stadig, så ingenting ble skrevet. Det prøves igjen av seg selv.',
  'told.workbook.theSheetHasNoColumn':
    'Arket «{sheet}» har ingen kolonne for {parent}. Legg til en kolonne som CustNo, eller angi den i innstillingen Kolonne for tilhørighet.',
  'told.workbook.hasNoRowWithThe':
    '{sheet} har ingen rad med nøkkelen «{key}», så ingenting ble lagt til i {target}. Velg en annen {parent}.',
  'told.workbook.theDiskIsFullNothing':
    'Disken er full: Ingenting ble skrevet. Frigjør plass; det prøves igjen av seg selv.',
  'told.workbook.theDiskIsFullNothingWas':
    'Disken er full: Ingenting ble skrevet til mappen {folder}. Frigjør plass; det prøves igjen av seg selv.',
  'told.workbook.inTheFolderIsNot': '{file} i mappen er ikke en vanlig fil. Lenker følges ikke: Legg selve filen der.',
  'told.workbook.theFolderIsNotThere':
    'Mappen {folder} finnes ikke. Legg den tilbake, eller rett banen i koblingens innstillinger.',
  'told.workbook.theFolderMayNotBe':
    'Kobling har ikke lov til å lese mappen {folder}. Gi brukeren som kjører Kobling, lesetilgang.',
  'told.workbook.thereIsNoFileCsv':
    'Det finnes ingen fil {file}.csv i mappen (filer der: {files}). Legg den til, eller angi en annen i innstillingen Ark.',
  'told.workbook.isOpenInASpreadsheet':
    '{file} er åpen i et regnearkprogram: Ingenting ble skrevet. Lukk den der; det prøves igjen av seg selv.',
  'told.workbook.rowACellBeginsWith':
    '{file}, rad {row}: En celle begynner med et anførselstegn som aldri lukkes. Lukk det, eller kopier filen på nytt hvis den ble avkortet.',
  'told.workbook.seemsCutOffRowThe':
    '{file} ser avkortet ut: Rad {row}, den siste, har færre celler enn de andre og ingen linjeslutt. Kopier filen på nytt, eller avslutt raden.',
  'told.workbook.notAllFilesOfThe':
    'Ikke alle filene i endringen kunne erstattes: {files} kunne ikke. Det sjekkes på nytt før noe sendes.',
  'told.workbook.belongsToAnotherUserOf':
    '{file} tilhører en annen bruker på maskinen, og det kunne ikke beholdes. Gi filen til brukeren som kjører Kobling.',
  'told.workbook.belongsToAnotherUserOfThe':
    '{file} tilhører en annen bruker på maskinen, og det kunne ikke beholdes. Gi filen til brukeren som kjører huben.',
  'told.workbook.isReadOnlyForKobling':
    '{file} er skrivebeskyttet for Kobling: Ingenting ble skrevet. Gi brukeren som kjører Kobling, skrivetilgang til filen og mappen.',
  'told.workbook.hasNoRowAnyMore': '{file} har ikke lenger rad {row}. Ingenting ble skrevet; les filen på nytt.',
  'told.workbook.cannotBeWrittenToColumn':
    '«{value}» kan ikke skrives til {file}, kolonne {column}: Filen er i Windows-1252. Lagre den som CSV UTF-8, eller utelat tegnet.',
  'told.workbook.thereIsNoSheetFor':
    'Det finnes ikke noe ark «{sheet}» for {actor} (ark der: {sheets}). Legg det til, eller rett innstillingen Ark.',
  'told.workbook.theSheetsAndBothLook':
    'Arkene «{first}» og «{second}» ser begge ut som {actor}. Si hvilket i innstillingen Ark: {code}={same}.',
  'told.workbook.noSheetIsNamedCustomer':
    'Ingen ark heter Customer, Supplier, Partner, Person eller Project (ark der: {sheets}). Gi et nytt navn, eller si hvilket som er hva i innstillingen Ark.',
  'told.workbook.theHeadingIsInBoth':
    'Overskriften «{heading}» står både i {first} og {second}. Gi en av dem et annet navn.',
  'told.workbook.theSheetHasNoHeadings':
    'Arket «{sheet}» har ingen overskrifter i rad {row}. Skriv kolonnenavnene der, eller rett innstillingen Overskriftsrad.',
  'told.workbook.theSheetHasNoColumnColumns':
    'Arket «{sheet}» har ingen kolonne «{column}» (kolonner: {columns}). Legg den til, eller rett innstillingene.',
  'told.workbook.anotherKoblingProcessIsWriting':
    'En annen Kobling-prosess skriver denne filen. Det prøves igjen av seg selv.',
  'told.workbook.holdsTheErrorAndWas': '{cell} inneholder feilen {error} og ble utelatt. Rett cellen.',
  'told.workbook.holdsWhichIsNoAs':
    '{cell} inneholder «{value}», som ikke er {type} som i resten av kolonnen, og ble utelatt. Rett cellen.',
  'told.workbook.andMoreLikeThis': 'Og {number} til av samme slag.',
  'told.workbook.isNotThereOrMay': '{file} finnes ikke eller kan ikke leses.',
  'told.workbook.isNotTherePutThe':
    '{file} finnes ikke. Legg filen tilbake, eller rett banen i koblingens innstillinger.',
  'told.workbook.mayNotBeReadBy':
    'Kobling har ikke lov til å lese {file}. Gi brukeren som kjører Kobling, lesetilgang.',
  'told.workbook.isASingleCsvFile': '{file} er en enkelt CSV-fil. Angi mappen den ligger i: Hver fil i den er et ark.',
  'told.workbook.giveTheFolderInsteadOf': 'Angi mappen i stedet for filen.',
  'told.workbook.theSheetHasNoColumnColumnsSo':
    'Arket «{sheet}» har ingen kolonne «{column}» (kolonner: {columns}), så dette feltet synkroniseres ikke. Gi en kolonne denne overskriften igjen, eller ta feltet ut av tilordningen.',
  'told.workbook.theKeyIsInRows':
    '{sheet}: Nøkkelen «{key}» står i radene {rows}, så ingen av dem ble skrevet. Gi hver rad sin egen nøkkel.',
  'told.workbook.hasNoRowWithTheKey':
    '{sheet} har ingen rad med nøkkelen «{key}». Den kan være slettet; ingenting ble skrevet for den.',
  'told.workbook.theSheetHasNoColumnAdd':
    '{sheet}: Arket har ingen kolonne «{column}». Legg den til, eller fjern tilordningen av feltet.',
  'told.workbook.isCalculatedByAFormula':
    '{name} ({cell}) beregnes av en formel og overskrives aldri. Tilordne en annen kolonne, eller bytt ut formelen med en verdi.',
  'told.workbook.cannotBeWrittenItIs':
    '{name} kan ikke skrives: Det er nøkkelen, tilhørigheten, beregnet eller tidspunktet for siste endring.',
  'told.workbook.holdsWhatCannotBeRead':
    '{name} ({cell}) inneholder noe som ikke kan leses som resten av kolonnen, og overskrives ikke usett. Rett cellen.',
  'told.workbook.isNotAnItemOf':
    '«{value}» er ikke et element i listen {list} ({cell}). Legg det til der, eller tilordne et annet element.',
  'told.workbook.theSheetHasValuesIn':
    'Arket «{sheet}» har verdier i rad {row}, under tabellen: De brukes ikke. Utvid tabellen, eller la dem stå som et notat.',
  'told.workbook.theKeySoTheRow': '{cell}: Nøkkelen {what}, så raden brukes ikke. Skriv en nøkkel der.',
  'told.workbook.theKeyHasCharactersBut':
    '{cell}: Nøkkelen har {length} tegn, men det er bare plass til {most}, så raden brukes ikke. Forkort den.',
  'told.workbook.theSheetHasNoColumnThat':
    'Arket «{sheet}» har ingen kjent nøkkelkolonne, og den første, «{column}», er ikke entydig. Angi nøkkelkolonnen i innstillingene.',
  'told.workbook.theKeyIsInSo':
    'Nøkkelen «{key}» står i {cells}, så ingen av disse radene brukes. Gi hver rad sin egen nøkkel.',
  'told.workbook.theSnapshotOfTheWorkbook':
    'Øyeblikksbildet av arbeidsboken var skadet: Hver rad regnes som endret én gang.',
  'told.workbook.theSheetHasNoRow': 'Arket {sheet} har ingen ledige rader. Flytt gamle poster til en annen arbeidsbok.',
  'told.workbook.theTableOnTheSheet':
    'Tabellen {table} i arket {sheet} slutter med en totalrad, så ingen rad kan legges til under dataene. Slå av totalraden, eller sett inn tomme rader over den.',
  'told.workbook.theTableCannotGrowThe':
    'Tabellen {table} kan ikke vokse: Cellen {cell} rett under er ikke tom. Flytt det som står der.',
  'told.workbook.aNewRowWouldOverwrite':
    'En ny rad ville overskrive cellen {cell}, som ikke er tom. Flytt det som står der.',
  'told.workbook.theWorkbookIsPackedIn':
    'Arbeidsboken er pakket i formen for svært store arkiver, som leses, men ikke skrives. Åpne den i Excel og lagre den én gang.',
  'told.workbook.isNotAFileGive': '{file} er ikke en fil. Angi banen til en .xlsx- eller .xlsm-fil.',
  'told.workbook.isAnEncryptedArchiveSave': '{file} er et kryptert arkiv. Lagre det på nytt uten passord.',
  'told.workbook.hasWhichIsMoreThan':
    '{file} har {what}, som er mer enn det som leses. Del arbeidsboken, eller slett det den ikke trenger.',
  'told.workbook.isNoNumberThatThe':
    '«{value}» er ikke et tall som cellen {cell} kan ha. Bruk sifre med desimalpunktum.',
  'told.workbook.theTextForTheCell':
    'Teksten til cellen {cell} har {length} tegn; Excel har plass til {most}. Forkort den.',
  'told.workbook.wasSavedWhileItWas': '{file} ble lagret mens den ble lest. Den leses på nytt.',
  'told.workbook.theWorkbookIsInThe':
    'Arbeidsboken er i det binære formatet .xlsb. Åpne den i Excel og lagre den som .xlsx, eller med makroer som .xlsm.',
  'told.workbook.hasNoSheetNamedIts':
    '{file} har ikke noe ark med navnet {sheet}. Arkene er: {sheets}. Gi et ark nytt navn, eller angi det i koblingens innstillinger.',
  'told.workbook.theWorkbookIsDamagedOpen':
    'Arbeidsboken er skadet: {what}. Åpne den i Excel, la Excel reparere den, lagre den og prøv igjen.',
  'told.workbook.thereIsNoFileCheck': 'Det finnes ingen fil {file}. Sjekk banen i koblingens innstillinger.',
  'told.workbook.isAFolderNotA': '{file} er en mappe, ikke en arbeidsbok. Angi banen til en .xlsx- eller .xlsm-fil.',
  'told.workbook.theHubMayNotOpen':
    'Huben har ikke lov til å åpne eller endre {file}. Gi hubens bruker lese- og skrivetilgang til filen og mappen.',
  'told.workbook.thereIsNoRoomTo':
    'Det er ikke plass til å skrive {file}; den ble latt som den var. Frigjør diskplass.',
  'told.workbook.anotherProgramHoldsAtThe': 'Et annet program holder {file} for øyeblikket. Det prøves igjen.',
  'told.workbook.theDiskOrShareThat': 'Disken eller nettverksressursen med {file} svarer ikke. Det prøves igjen.',
  'told.workbook.wasWrittenButTheDisk': '{file} ble skrevet, men disken bekreftet det ikke. Den leses på nytt.',
  'told.workbook.isOpenInSoIt':
    '{file} er åpen i {program}, så den skrives senere. Lukk den; hvis ingen har den åpen, slett filen {lock} ved siden av.',
  'told.workbook.isReadOnlyGiveThe': '{file} er skrivebeskyttet. Gi hubens bruker skrivetilgang til filen.',
  'told.workbook.theCellIsPartOf':
    'Cellen {cell} er en del av de sammenslåtte cellene {range} og ville ikke synes. Del dem opp.',
  'told.workbook.theCellHoldsAFormula':
    'Cellen {cell} inneholder en formel, som aldri overskrives. Bytt ut formelen med en verdi i Excel, eller ikke skriv dette feltet til arbeidsboken.',
  'told.workbook.theSheetHasNoPlace': 'Arket {sheet} har ikke plass til rader. Åpne arbeidsboken i Excel og lagre den.',
  'told.workbook.isProtectedByAPassword':
    '{file} er beskyttet med et passord for åpning. Fjern det i Excel (Fil, Info, Beskytt arbeidsbok, Krypter med passord) og lagre.',
  'told.workbook.isInTheFormatOf':
    '{file} er i formatet til Excel 97–2003. Åpne den i Excel og lagre den som .xlsx, eller med makroer som .xlsm.',
  'told.workbook.theWorkbooksTextsAreMib':
    'Tekstene i arbeidsboken er {size} MiB, mer enn det som holdes i minnet. Del arbeidsboken.',
  'told.workbook.thisHubTakesNoFiles':
    'Denne huben tar ikke imot filer fra nettlesere: operator.yaml fører bare opp mapper på maskinen. Be operatøren legge filen der.',
  'told.workbook.theFileIsLargerThan': '{file} er større enn {size} MB. Legg den i hubens filmappe for hånd.',
  'told.workbook.theFileIsNoWorkbook': '{file} er ikke en arbeidsbok. Lagre den som .xlsx eller .xlsm, og send den.',
  'told.workbook.theHubHasAnotherFile':
    'Huben har allerede en annen fil {file}. Velg den, eller send din under et annet navn.',
};
