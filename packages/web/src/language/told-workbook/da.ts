import type { ToldWorkbookMessages } from './load.ts';

export const messages: ToldWorkbookMessages = {
  'told.workbook.anotherWorkerHasTakenOver':
    'En anden worker har overtaget dette link: Kaldet kom for sent og gjorde intet.',
  'told.workbook.theDiskWithKoblingsOwn':
    'Disken med Koblings egne filer er fuld. Gør plads; det prøves igen af sig selv.',
  'told.workbook.theWorkbookHasNoSheet':
    'Projektmappen har intet ark for {actor}. Tilføj et, eller angiv det i indstillingen Ark.',
  'told.workbook.aWorkbookHasNoSheet': 'Projektmappen har intet ark for {actor}.',
  'told.workbook.theWorkbookHasNoSheetFor': 'Projektmappen har intet ark for {actor}.',
  'told.workbook.theWorkbookIsBeingSaved':
    'Projektmappen gemmes hele tiden, så den kunne ikke læses i ét stykke. Det prøves igen af sig selv.',
  'told.workbook.theWorkbookWasSavedWhile': 'Projektmappen blev gemt, mens den blev læst. Det prøves igen af sig selv.',
  'told.workbook.theCallWasEndedBefore': 'Kaldet blev afsluttet, før der blev skrevet noget.',
  'told.workbook.pathOfAnXlsxOr': 'Stien til en .xlsx- eller .xlsm-fil eller til en mappe med CSV-filer.',
  'told.workbook.theRowThatHoldsThe':
    'Rækken med kolonneoverskrifterne. Tom: 1, eller hvor en defineret tabel begynder.',
  'told.workbook.headingOfTheKeyColumn':
    'Overskriften på nøglekolonnen: ét navn for alle ark, eller Customer=CustNo;Person=Id.',
  'told.workbook.headingOfTheColumnThat':
    'Overskriften på kolonnen, der får tidspunktet for en ændring; som for nøglekolonnen.',
  'told.workbook.headingOfTheColumnThatHolds':
    'Overskriften på kolonnen med en persons eller et projekts kunde eller leverandør; som for nøglekolonnen.',
  'told.workbook.sheetsWithOtherNamesThan':
    'Ark med andre navne end aktørtyperne: Customer=Kunder;Supplier=Leverandører.',
  'told.workbook.dmyMdyOrYmdHow': 'dmy, mdy eller ymd: hvordan datoer gemt som tekst, f.eks. 03/04/2026, læses.',
  'told.workbook.theLowestKeyGivenTo': 'Den laveste nøgle, der gives til nye rækker, f.eks. 20000 eller K0500.',
  'told.workbook.theHeadingRowIsA': 'Overskriftsrækken er et rækkenummer: 1 eller mere.',
  'told.workbook.theOrderInDatesIs': 'Rækkefølgen i datoer er dmy, mdy eller ymd.',
  'told.workbook.sayWhichSheetIsWhich': 'Angiv, hvilket ark der er hvad: Customer=Kunder;Supplier=Leverandører.',
  'told.workbook.theFirstNewKeyEnds': 'Den første nye nøgle slutter med cifre, f.eks. 20000 eller K0500.',
  'told.workbook.isNotUnderstoodWriteThen': '»{text}« forstås ikke. Skriv {example}, så =, så navnet, adskilt af ;.',
  'told.workbook.theWorkbookHasNoList':
    'Projektmappen har intet listeark »{list}«. Tilføj et ark »List {same}« med kolonnerne Key og Name.',
  'told.workbook.theNextKeyWouldHave':
    'Den næste nøgle ville få mere end {most} tegn. Angiv en første ny nøgle i indstillingerne.',
  'told.workbook.theWorkbookIsBeingSavedAgain':
    'Projektmappen gemmes hele tiden, så intet blev skrevet. Det prøves igen af sig selv.',
  'told.workbook.theSheetHasNoColumn':
    'Arket »{sheet}« har ingen kolonne til {parent}. Tilføj en kolonne som CustNo, eller angiv den i indstillingen Kolonne for tilhørsforhold.',
  'told.workbook.hasNoRowWithThe':
    '{sheet} har ingen række med nøglen »{key}«, så intet blev tilføjet i {target}. Vælg en anden {parent}.',
  'told.workbook.theDiskIsFullNothing': 'Disken er fuld: Intet blev skrevet. Gør plads; det prøves igen af sig selv.',
  'told.workbook.theDiskIsFullNothingWas':
    'Disken er fuld: Intet blev skrevet til mappen {folder}. Gør plads; det prøves igen af sig selv.',
  'told.workbook.inTheFolderIsNot':
    '{file} i mappen er ikke en almindelig fil. Genveje følges ikke: Læg selve filen dér.',
  'told.workbook.theFolderIsNotThere':
    'Mappen {folder} findes ikke. Læg den tilbage, eller ret stien i linkets indstillinger.',
  'told.workbook.theFolderMayNotBe':
    'Kobling må ikke læse mappen {folder}. Giv brugeren, der kører Kobling, læserettighed.',
  'told.workbook.thereIsNoFileCsv':
    'Der er ingen fil {file}.csv i mappen (filer dér: {files}). Tilføj den, eller angiv en anden i indstillingen Ark.',
  'told.workbook.isOpenInASpreadsheet':
    '{file} er åben i et regnearksprogram: Intet blev skrevet. Luk den dér; det prøves igen af sig selv.',
  'told.workbook.rowACellBeginsWith':
    '{file}, række {row}: En celle begynder med et anførselstegn, der aldrig lukkes. Luk det, eller kopiér filen igen, hvis den blev afkortet.',
  'told.workbook.seemsCutOffRowThe':
    '{file} ser afkortet ud: Række {row}, den sidste, har færre celler end de andre og ingen linjeslutning. Kopiér filen igen, eller afslut rækken.',
  'told.workbook.notAllFilesOfThe':
    'Ikke alle filer i ændringen kunne erstattes: {files} kunne ikke. Det ses efter igen, før noget sendes.',
  'told.workbook.belongsToAnotherUserOf':
    '{file} tilhører en anden bruger på maskinen, og det kunne ikke bevares. Giv filen til brugeren, der kører Kobling.',
  'told.workbook.belongsToAnotherUserOfThe':
    '{file} tilhører en anden bruger på maskinen, og det kunne ikke bevares. Giv filen til brugeren, der kører hubben.',
  'told.workbook.isReadOnlyForKobling':
    '{file} er skrivebeskyttet for Kobling: Intet blev skrevet. Giv brugeren, der kører Kobling, skriverettighed til filen og mappen.',
  'told.workbook.hasNoRowAnyMore': '{file} har ikke længere række {row}. Intet blev skrevet; læs filen igen.',
  'told.workbook.cannotBeWrittenToColumn':
    '»{value}« kan ikke skrives til {file}, kolonne {column}: Filen er i Windows-1252. Gem den som CSV UTF-8, eller udelad tegnet.',
  'told.workbook.thereIsNoSheetFor':
    'Der findes intet ark »{sheet}« for {actor} (ark dér: {sheets}). Tilføj det, eller ret indstillingen Ark.',
  'told.workbook.theSheetsAndBothLook':
    'Arkene »{first}« og »{second}« ligner begge {actor}. Angiv hvilket i indstillingen Ark: {code}={same}.',
  'told.workbook.noSheetIsNamedCustomer':
    'Intet ark hedder Customer, Supplier, Partner, Person eller Project (ark dér: {sheets}). Omdøb et, eller angiv hvilket der er hvad i indstillingen Ark.',
  'told.workbook.theHeadingIsInBoth':
    'Overskriften »{heading}« står både i {first} og {second}. Giv en af dem et andet navn.',
  'told.workbook.theSheetHasNoHeadings':
    'Arket »{sheet}« har ingen overskrifter i række {row}. Skriv kolonnenavnene dér, eller ret indstillingen Overskriftsrække.',
  'told.workbook.theSheetHasNoColumnColumns':
    'Arket »{sheet}« har ingen kolonne »{column}« (kolonner: {columns}). Tilføj den, eller ret indstillingerne.',
  'told.workbook.anotherKoblingProcessIsWriting':
    'En anden Kobling-proces skriver denne fil. Det prøves igen af sig selv.',
  'told.workbook.holdsTheErrorAndWas': '{cell} indeholder fejlen {error} og blev udeladt. Ret cellen.',
  'told.workbook.holdsWhichIsNoAs':
    '{cell} indeholder »{value}«, der ikke er {type} som i resten af kolonnen, og blev udeladt. Ret cellen.',
  'told.workbook.andMoreLikeThis': 'Og {number} mere af samme slags.',
  'told.workbook.isNotThereOrMay': '{file} findes ikke eller må ikke læses.',
  'told.workbook.isNotTherePutThe': '{file} findes ikke. Læg filen tilbage, eller ret stien i linkets indstillinger.',
  'told.workbook.mayNotBeReadBy': 'Kobling må ikke læse {file}. Giv brugeren, der kører Kobling, læserettighed.',
  'told.workbook.isASingleCsvFile':
    '{file} er en enkelt CSV-fil. Angiv mappen, den ligger i: Hver fil i den er et ark.',
  'told.workbook.giveTheFolderInsteadOf': 'Angiv mappen i stedet for filen.',
  'told.workbook.theSheetHasNoColumnColumnsSo':
    'Arket »{sheet}« har ingen kolonne »{column}« (kolonner: {columns}), så dette felt synkroniseres ikke. Giv en kolonne denne overskrift igen, eller tag feltet ud af tilknytningen.',
  'told.workbook.theKeyIsInRows':
    '{sheet}: Nøglen »{key}« står i rækkerne {rows}, så ingen af dem blev skrevet. Giv hver række sin egen nøgle.',
  'told.workbook.hasNoRowWithTheKey':
    '{sheet} har ingen række med nøglen »{key}«. Den kan være slettet; intet blev skrevet for den.',
  'told.workbook.theSheetHasNoColumnAdd':
    '{sheet}: Arket har ingen kolonne »{column}«. Tilføj den, eller fjern tilknytningen af feltet.',
  'told.workbook.isCalculatedByAFormula':
    '{name} ({cell}) beregnes af en formel og overskrives aldrig. Tilknyt en anden kolonne, eller erstat formlen med en værdi.',
  'told.workbook.cannotBeWrittenItIs':
    '{name} kan ikke skrives: Det er nøglen, tilhørsforholdet, beregnet eller tidspunktet for seneste ændring.',
  'told.workbook.holdsWhatCannotBeRead':
    '{name} ({cell}) indeholder noget, der ikke kan læses som kolonnen, og overskrives ikke uset. Ret cellen.',
  'told.workbook.isNotAnItemOf':
    '»{value}« er ikke et element på listen {list} ({cell}). Tilføj det dér, eller tilknyt et andet element.',
  'told.workbook.theSheetHasValuesIn':
    'Arket »{sheet}« har værdier i række {row}, under tabellen: De bruges ikke. Udvid tabellen, eller lad dem stå som et notat.',
  'told.workbook.theKeySoTheRow': '{cell}: Nøglen {what}, så rækken bruges ikke. Skriv en nøgle dér.',
  'told.workbook.theKeyHasCharactersBut':
    '{cell}: Nøglen har {length} tegn, men der er kun plads til {most}, så rækken bruges ikke. Forkort den.',
  'told.workbook.theSheetHasNoColumnThat':
    'Arket »{sheet}« har ingen kendt nøglekolonne, og den første, »{column}«, er ikke entydig. Angiv nøglekolonnen i indstillingerne.',
  'told.workbook.theKeyIsInSo':
    'Nøglen »{key}« står i {cells}, så ingen af disse rækker bruges. Giv hver række sin egen nøgle.',
  'told.workbook.theSnapshotOfTheWorkbook':
    'Øjebliksbilledet af projektmappen var beskadiget: Hver række regnes som ændret én gang.',
  'told.workbook.theSheetHasNoRow':
    'Arket {sheet} har ingen ledige rækker. Flyt gamle poster til en anden projektmappe.',
  'told.workbook.theTableOnTheSheet':
    'Tabellen {table} i arket {sheet} slutter med en totalrække, så ingen række kan tilføjes under dataene. Slå totalrækken fra, eller indsæt tomme rækker over den.',
  'told.workbook.theTableCannotGrowThe':
    'Tabellen {table} kan ikke vokse: Cellen {cell} lige under er ikke tom. Flyt det, der står dér.',
  'told.workbook.aNewRowWouldOverwrite':
    'En ny række ville overskrive cellen {cell}, som ikke er tom. Flyt det, der står dér.',
  'told.workbook.theWorkbookIsPackedIn':
    'Projektmappen er pakket i formen til meget store arkiver, som læses, men ikke skrives. Åbn den i Excel, og gem den én gang.',
  'told.workbook.isNotAFileGive': '{file} er ikke en fil. Angiv stien til en .xlsx- eller .xlsm-fil.',
  'told.workbook.isAnEncryptedArchiveSave': '{file} er et krypteret arkiv. Gem det igen uden adgangskode.',
  'told.workbook.hasWhichIsMoreThan':
    '{file} har {what}, hvilket er mere, end der læses. Del projektmappen, eller slet det, den ikke har brug for.',
  'told.workbook.isNoNumberThatThe':
    '»{value}« er ikke et tal, cellen {cell} kan indeholde. Brug cifre med decimalpunktum.',
  'told.workbook.theTextForTheCell':
    'Teksten til cellen {cell} har {length} tegn; Excel har plads til {most}. Forkort den.',
  'told.workbook.wasSavedWhileItWas': '{file} blev gemt, mens den blev læst. Den læses igen.',
  'told.workbook.theWorkbookIsInThe':
    'Projektmappen er i det binære format .xlsb. Åbn den i Excel, og gem den som .xlsx eller, med makroer, som .xlsm.',
  'told.workbook.hasNoSheetNamedIts':
    '{file} har intet ark med navnet {sheet}. Arkene er: {sheets}. Omdøb et ark, eller angiv det i linkets indstillinger.',
  'told.workbook.theWorkbookIsDamagedOpen':
    'Projektmappen er beskadiget: {what}. Åbn den i Excel, lad Excel reparere den, gem den, og prøv igen.',
  'told.workbook.thereIsNoFileCheck': 'Der findes ingen fil {file}. Kontrollér stien i linkets indstillinger.',
  'told.workbook.isAFolderNotA': '{file} er en mappe, ikke en projektmappe. Angiv stien til en .xlsx- eller .xlsm-fil.',
  'told.workbook.theHubMayNotOpen':
    'Hubben må ikke åbne eller ændre {file}. Giv hubbens bruger læse- og skriverettighed til filen og mappen.',
  'told.workbook.thereIsNoRoomTo':
    'Der er ikke plads til at skrive {file}; den blev ladt, som den var. Frigør diskplads.',
  'told.workbook.anotherProgramHoldsAtThe': 'Et andet program holder {file} i øjeblikket. Det prøves igen.',
  'told.workbook.theDiskOrShareThat': 'Disken eller netværksdrevet med {file} svarer ikke. Det prøves igen.',
  'told.workbook.wasWrittenButTheDisk': '{file} blev skrevet, men disken bekræftede det ikke. Den læses igen.',
  'told.workbook.isOpenInSoIt':
    '{file} er åben i {program}, så den skrives senere. Luk den; hvis ingen har den åben, så slet filen {lock} ved siden af.',
  'told.workbook.isReadOnlyGiveThe': '{file} er skrivebeskyttet. Giv hubbens bruger skriverettighed til filen.',
  'told.workbook.theCellIsPartOf':
    'Cellen {cell} er en del af de flettede celler {range} og ville ikke kunne ses. Ophæv fletningen.',
  'told.workbook.theCellHoldsAFormula':
    'Cellen {cell} indeholder en formel, som aldrig overskrives. Erstat formlen med en værdi i Excel, eller skriv ikke dette felt til projektmappen.',
  'told.workbook.theSheetHasNoPlace': 'Arket {sheet} har ikke plads til rækker. Åbn projektmappen i Excel, og gem den.',
  'told.workbook.isProtectedByAPassword':
    '{file} er beskyttet med en adgangskode til åbning. Fjern den i Excel (Filer, Oplysninger, Beskyt projektmappe, Krypter med adgangskode), og gem.',
  'told.workbook.isInTheFormatOf':
    '{file} er i formatet til Excel 97–2003. Åbn den i Excel, og gem den som .xlsx eller, med makroer, som .xlsm.',
  'told.workbook.theWorkbooksTextsAreMib':
    'Teksterne i projektmappen fylder {size} MiB, mere end der holdes i hukommelsen. Del projektmappen.',
  'told.workbook.thisHubTakesNoFiles':
    'Denne hub tager ikke imod filer fra browsere: operator.yaml nævner kun mapper på maskinen. Få operatøren til at lægge filen dér.',
  'told.workbook.theFileIsLargerThan': '{file} er større end {size} MB. Læg den i hubbens filmappe i hånden.',
  'told.workbook.theFileIsNoWorkbook': '{file} er ikke en projektmappe. Gem den som .xlsx eller .xlsm, og send den.',
  'told.workbook.theHubHasAnotherFile':
    'Hubben har allerede en anden fil {file}. Vælg den, eller send din under et andet navn.',
};
