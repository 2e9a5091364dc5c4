/** What the workbook connector says, in English: the list that the other languages follow, and how its sentences are known. */
export const messages = {
  'told.workbook.anotherWorkerHasTakenOver':
    'Another worker has taken over this connection: this call came too late and did nothing.',
  'told.workbook.theDiskWithKoblingsOwn':
    'The disk with Kobling’s own files is full. Make room; the call is repeated by itself.',
  'told.workbook.theWorkbookHasNoSheet':
    'The workbook has no sheet for {actor}. Add one, or name it in the setting Sheets.',
  'told.workbook.aWorkbookHasNoSheet': 'A workbook has no sheet for {actor}.',
  'told.workbook.theWorkbookHasNoSheetFor': 'The workbook has no sheet for {actor}.',
  'told.workbook.theWorkbookIsBeingSaved':
    'The workbook is being saved again and again, so it could not be read in one piece. The call is repeated by itself.',
  'told.workbook.theWorkbookWasSavedWhile': 'The workbook was saved while it was read. The call is repeated by itself.',
  'told.workbook.theCallWasEndedBefore': 'The call was ended before anything was written.',
  'told.workbook.pathOfAnXlsxOr': 'Path of an .xlsx or .xlsm file, or of a folder of CSV files.',
  'told.workbook.theRowThatHoldsThe':
    'The row that holds the column headings. Left empty: 1, or where a defined table begins.',
  'told.workbook.headingOfTheKeyColumn':
    'Heading of the key column: one name for all sheets, or Customer=CustNo;Person=Id.',
  'told.workbook.headingOfTheColumnThat':
    'Heading of the column that receives the time of a change; as for the key column.',
  'told.workbook.headingOfTheColumnThatHolds':
    'Heading of the column that holds the customer or supplier of a person or project; as for the key column.',
  'told.workbook.sheetsWithOtherNamesThan':
    'Sheets with other names than the actor types: Customer=Kunder;Supplier=Leverandører.',
  'told.workbook.dmyMdyOrYmdHow': 'dmy, mdy or ymd: how dates kept as text such as 03/04/2026 are read.',
  'told.workbook.theLowestKeyGivenTo': 'The lowest key given to new rows, such as 20000 or K0500.',
  'told.workbook.theHeadingRowIsA': 'The heading row is a row number: 1 or more.',
  'told.workbook.theOrderInDatesIs': 'The order in dates is dmy, mdy or ymd.',
  'told.workbook.sayWhichSheetIsWhich': 'Say which sheet is which: Customer=Kunder;Supplier=Leverandører.',
  'told.workbook.theFirstNewKeyEnds': 'The first new key ends in digits, such as 20000 or K0500.',
  'told.workbook.isNotUnderstoodWriteThen':
    '“{text}” is not understood. Write {example}, then =, then the name, separated by ;.',
  'told.workbook.theWorkbookHasNoList':
    'The workbook has no list sheet “{list}”. Add a sheet “List {same}” with the columns Key and Name.',
  'told.workbook.theNextKeyWouldHave':
    'The next key would have more than {most} characters. Set a first new key in the settings.',
  'told.workbook.theWorkbookIsBeingSavedAgain':
    'The workbook is being saved again and again, so nothing was written. The call is repeated by itself.',
  'told.workbook.theSheetHasNoColumn':
    'The sheet “{sheet}” has no column for its {parent}. Add a column such as CustNo, or name it in the setting Parent column.',
  'told.workbook.hasNoRowWithThe':
    '{sheet} has no row with the key “{key}”, so nothing was added to {target}. Choose another {parent}.',
  'told.workbook.theDiskIsFullNothing':
    'The disk is full: nothing was written. Make room; the call is repeated by itself.',
  'told.workbook.theDiskIsFullNothingWas':
    'The disk is full: nothing was written to the folder {folder}. Make room; the call is repeated by itself.',
  'told.workbook.inTheFolderIsNot':
    '{file} in the folder is not a plain file. Links are not followed: put the file itself there.',
  'told.workbook.theFolderIsNotThere':
    "The folder {folder} is not there. Put it back, or correct the path in the connection's settings.",
  'told.workbook.theFolderMayNotBe':
    'The folder {folder} may not be read by Kobling. Give the user that runs Kobling the right to read it.',
  'told.workbook.thereIsNoFileCsv':
    'There is no file {file}.csv in the folder (files present: {files}). Add it, or name another in the setting Sheets.',
  'told.workbook.isOpenInASpreadsheet':
    '{file} is open in a spreadsheet program: nothing was written. Close it there; the call is repeated by itself.',
  'told.workbook.rowACellBeginsWith':
    '{file}, row {row}: a cell begins with a quote that is never closed. Close the quote, or copy the file again if it was cut off.',
  'told.workbook.seemsCutOffRowThe':
    '{file} seems cut off: row {row}, the last one, has fewer cells than the others and no line end. Copy the file again, or end the row.',
  'told.workbook.notAllFilesOfThe':
    'Not all files of the change could be replaced: {files} could not. It is looked at again before anything is sent.',
  'told.workbook.belongsToAnotherUserOf':
    '{file} belongs to another user of the machine, and that could not be kept. Give the file to the user that runs Kobling.',
  'told.workbook.belongsToAnotherUserOfThe':
    '{file} belongs to another user of the machine, and that could not be kept. Give the file to the user that runs the hub.',
  'told.workbook.isReadOnlyForKobling':
    '{file} is read-only for Kobling: nothing was written. Give the user that runs Kobling the right to write it and its folder.',
  'told.workbook.hasNoRowAnyMore': '{file} has no row {row} any more. Nothing was written; read the file again.',
  'told.workbook.cannotBeWrittenToColumn':
    '“{value}” cannot be written to {file}, column {column}: the file is in Windows-1252. Save it as CSV UTF-8, or leave the character out.',
  'told.workbook.thereIsNoSheetFor':
    'There is no sheet “{sheet}” for {actor} (sheets present: {sheets}). Add it, or correct the setting Sheets.',
  'told.workbook.theSheetsAndBothLook':
    'The sheets “{first}” and “{second}” both look like {actor}. Say which one in the setting Sheets: {code}={same}.',
  'told.workbook.noSheetIsNamedCustomer':
    'No sheet is named Customer, Supplier, Partner, Person or Project (sheets present: {sheets}). Rename one, or say which is which in the setting Sheets.',
  'told.workbook.theHeadingIsInBoth':
    'The heading “{heading}” is in both {first} and {second}. Give one of them another name.',
  'told.workbook.theSheetHasNoHeadings':
    'The sheet “{sheet}” has no headings in row {row}. Write the column names there, or correct the setting Heading row.',
  'told.workbook.theSheetHasNoColumnColumns':
    'The sheet “{sheet}” has no column “{column}” (columns: {columns}). Add it, or correct the settings.',
  'told.workbook.anotherKoblingProcessIsWriting':
    'Another Kobling process is writing this file. The call is repeated by itself.',
  'told.workbook.holdsTheErrorAndWas': '{cell} holds the error {error} and was left out. Correct the cell.',
  'told.workbook.holdsWhichIsNoAs':
    '{cell} holds “{value}”, which is no {type} as in the rest of the column, and was left out. Correct the cell.',
  'told.workbook.andMoreLikeThis': 'And {number} more like this.',
  'told.workbook.isNotThereOrMay': '{file} is not there or may not be read.',
  'told.workbook.isNotTherePutThe':
    "{file} is not there. Put the file back, or correct the path in the connection's settings.",
  'told.workbook.mayNotBeReadBy':
    '{file} may not be read by Kobling. Give the user that runs Kobling the right to read it.',
  'told.workbook.isASingleCsvFile':
    '{file} is a single CSV file. Give the folder that holds it: each file in it is a sheet.',
  'told.workbook.giveTheFolderInsteadOf': 'Give the folder instead of the file.',
  'told.workbook.theSheetHasNoColumnColumnsSo':
    'The sheet “{sheet}” has no column “{column}” (columns: {columns}), so this field is not synced. Give a column this heading again, or take the field out of the mapping.',
  'told.workbook.theKeyIsInRows':
    '{sheet}: the key “{key}” is in rows {rows}, so neither was written. Give each row a key of its own.',
  'told.workbook.hasNoRowWithTheKey':
    '{sheet} has no row with the key “{key}”. It may have been deleted; nothing was written for it.',
  'told.workbook.theSheetHasNoColumnAdd': '{sheet}: the sheet has no column “{column}”. Add it, or unmap the field.',
  'told.workbook.isCalculatedByAFormula':
    '{name} ({cell}) is calculated by a formula and is never overwritten. Map another column, or replace the formula by a value.',
  'told.workbook.cannotBeWrittenItIs':
    '{name} cannot be written: it is the key, the parent, calculated or the time of the last change.',
  'told.workbook.holdsWhatCannotBeRead':
    '{name} ({cell}) holds what cannot be read as its column, and is not overwritten unseen. Correct the cell.',
  'told.workbook.isNotAnItemOf':
    '“{value}” is not an item of the list {list} ({cell}). Add it there, or map another item.',
  'told.workbook.theSheetHasValuesIn':
    'The sheet “{sheet}” has values in row {row}, below its table: they are not used. Extend the table, or leave them as a note.',
  'told.workbook.theKeySoTheRow': '{cell}: the key {what}, so the row is not used. Write a key there.',
  'told.workbook.theKeyHasCharactersBut':
    '{cell}: the key has {length} characters, but only {most} fit, so the row is not used. Shorten it.',
  'told.workbook.theSheetHasNoColumnThat':
    'The sheet “{sheet}” has no column that is known to be its key, and the first one, “{column}”, is not unique. Name the key column in the settings.',
  'told.workbook.theKeyIsInSo':
    'The key “{key}” is in {cells}, so none of these rows is used. Give each row a key of its own.',
  'told.workbook.theSnapshotOfTheWorkbook':
    'The snapshot of the workbook was damaged: every row counts as changed once.',
  'told.workbook.theSheetHasNoRow': 'The sheet {sheet} has no row left. Move old records to another workbook.',
  'told.workbook.theTableOnTheSheet':
    'The table {table} on the sheet {sheet} ends with a totals row, so no row can be added below its data. Switch off the totals row, or insert empty rows above it.',
  'told.workbook.theTableCannotGrowThe':
    'The table {table} cannot grow: the cell {cell} right below it is not empty. Move what stands there.',
  'told.workbook.aNewRowWouldOverwrite':
    'A new row would overwrite the cell {cell}, which is not empty. Move what stands there.',
  'told.workbook.theWorkbookIsPackedIn':
    'The workbook is packed in the form for very large archives, which is read but not written. Open it in Excel and save it once.',
  'told.workbook.isNotAFileGive': '{file} is not a file. Give the path of an .xlsx or .xlsm file.',
  'told.workbook.isAnEncryptedArchiveSave': '{file} is an encrypted archive. Save it again without a password.',
  'told.workbook.hasWhichIsMoreThan':
    '{file} has {what}, which is more than is read. Split the workbook, or delete what it does not need.',
  'told.workbook.isNoNumberThatThe':
    '"{value}" is no number that the cell {cell} can hold. Give digits with a decimal point.',
  'told.workbook.theTextForTheCell':
    'The text for the cell {cell} has {length} characters; Excel holds {most}. Shorten it.',
  'told.workbook.wasSavedWhileItWas': '{file} was saved while it was read. It is read again.',
  'told.workbook.theWorkbookIsInThe':
    'The workbook is in the binary format .xlsb. Open it in Excel and save it as .xlsx or, with macros, as .xlsm.',
  'told.workbook.hasNoSheetNamedIts':
    "{file} has no sheet named {sheet}. Its sheets are: {sheets}. Rename a sheet, or name it in the connection's settings.",
  'told.workbook.theWorkbookIsDamagedOpen':
    'The workbook is damaged: {what}. Open it in Excel, let Excel repair it, save it, and try again.',
  'told.workbook.thereIsNoFileCheck': "There is no file {file}. Check the path in the connection's settings.",
  'told.workbook.isAFolderNotA': '{file} is a folder, not a workbook. Give the path of an .xlsx or .xlsm file.',
  'told.workbook.theHubMayNotOpen':
    "The hub may not open or change {file}. Give the hub's user the right to read and write the file and its folder.",
  'told.workbook.thereIsNoRoomTo': 'There is no room to write {file}; it was left as it was. Free some disk space.',
  'told.workbook.anotherProgramHoldsAtThe': 'Another program holds {file} at the moment. It is tried again.',
  'told.workbook.theDiskOrShareThat': 'The disk or share that holds {file} does not answer. It is tried again.',
  'told.workbook.wasWrittenButTheDisk': '{file} was written, but the disk did not confirm it. It is read again.',
  'told.workbook.isOpenInSoIt':
    '{file} is open in {program}, so it is written later. Close it; if nobody has it open, delete the file {lock} beside it.',
  'told.workbook.isReadOnlyGiveThe': "{file} is read-only. Give the hub's user the right to write the file.",
  'told.workbook.theCellIsPartOf':
    'The cell {cell} is part of the merged cells {range} and would not be seen. Unmerge them.',
  'told.workbook.theCellHoldsAFormula':
    'The cell {cell} holds a formula, which is never overwritten. Replace the formula by a value in Excel, or do not write this field to the workbook.',
  'told.workbook.theSheetHasNoPlace':
    'The sheet {sheet} has no place for rows. Open the workbook in Excel and save it.',
  'told.workbook.isProtectedByAPassword':
    '{file} is protected by a password to open it. Remove it in Excel (File, Info, Protect Workbook, Encrypt with Password) and save.',
  'told.workbook.isInTheFormatOf':
    '{file} is in the format of Excel 97–2003. Open it in Excel and save it as .xlsx or, with macros, as .xlsm.',
  'told.workbook.theWorkbooksTextsAreMib':
    "The workbook's texts are {size} MiB, more than is held in memory. Split the workbook.",
  'told.workbook.thisHubTakesNoFiles':
    'This hub takes no files from browsers: operator.yaml lists folders of the machine only. Have the operator put the file there.',
  'told.workbook.theFileIsLargerThan': "{file} is larger than {size} MB. Put it into the hub's files folder by hand.",
  'told.workbook.theFileIsNoWorkbook': '{file} is no workbook. Save it as .xlsx or .xlsm, and send that.',
  'told.workbook.theHubHasAnotherFile':
    'The hub has another file {file} already. Choose that one, or send yours by another name.',
} as const;
