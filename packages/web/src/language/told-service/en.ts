/** What the hub refuses or reports when a person works: cards, the ERP tab, import, requests, in English: the list that the other languages follow, and how its sentences are known. */
export const messages = {
  'told.service.tryAgainInAWhile': 'Try again in a while.',
  'told.service.readBeforeYouSendIt': 'Read before you send it again: it may have happened.',
  'told.service.somebodyElseHasChangedThe':
    'Somebody else has changed the same fields since you began. Nothing was saved. Choose which values stand.',
  'told.service.itIsNow': 'It is {value} now.',
  'told.service.theSyncDidNotFinish': 'The sync did not finish.',
  'told.service.nameRowsOrAGroup': 'Name rows or a group.',
  'told.service.itCouldNotBeCarried': 'It could not be carried out.',
  'told.service.lookAtTheConnectionIn':
    'Look at the connection in the sync overview, mend what it says, then ask again.',
  'told.service.thereIsNoOrIt': 'There is no {kind} {id}, or it was deleted. Look it up again.',
  'told.service.aHasNo': 'A {kind} has no {field}.',
  'told.service.conflictIsNotOpenAny': 'Conflict {id} is not open any more. Look at the list again.',
  'told.service.connectionIsNotOpenTo':
    'Connection {id} is not open to {who}. Ask an administrator to open it to you or to one of your groups, under its scope.',
  'told.service.isNotActiveAnAdministrator':
    '{connection} is not active. An administrator can activate it under Settings.',
  'told.service.isNotActiveActivateIt': '{connection} is not active. Activate it first, under Settings.',
  'told.service.isNotActiveActivateItFirst':
    '{connection} is not active. Activate it first, in the set-up file or under Settings.',
  'told.service.theConnectionIsNotActive':
    'The connection {connection} is not active, so nothing can be put back. Activate it first.',
  'told.service.isNotActiveNothingIs':
    '{connection} is not active: nothing is compared before it is. Save, then activate it.',
  'told.service.noConnectionIsActiveActivate': 'No connection is active. Activate one under Settings.',
  'told.service.noConnectionIsActiveSet':
    'No connection is active. Set one up with kobling apply FILE, or under Settings.',
  'told.service.theErpDidNotLink': 'The ERP did not link the record.',
  'told.service.sayWhichRecordOfThe': 'Say which record of the ERP: the key is blank.',
  'told.service.theIsConnectedToOn':
    'The {kind} {id} is connected to {actor} {key} on {connection} already. Disconnect it first.',
  'told.service.ofIsConnectedToThe':
    '{actor} {key} of {connection} is connected to the {kind} {id} already. Disconnect that one first.',
  'told.service.theDidNotHappen': 'The {what} did not happen.',
  'told.service.itGoesOnByItself': '{why} It goes on by itself: do not send it again; look at the record later.',
  'told.service.cannotBeWrittenInThe': '{name} cannot be written in the ERP. Leave it out.',
  'told.service.isNotFilledInOn':
    '{name} is not filled in on a create. An administrator can map it, give it a default or have it asked for.',
  'told.service.takesAtMostCharactersThis': '{name} takes at most {most} characters, this has {length}. Shorten it.',
  'told.service.aPersonCanBeConnected':
    'A person can be connected when its company is connected on {connection}. Connect the company first.',
  'told.service.isNotAValueOf': '{connection} {name}: {value} is not a value of that field.',
  'told.service.isNotAValueOfThis': '{value} is not a value of this field.',
  'told.service.itIsStillUnderWay':
    'It is still under way (request {id}) and goes on by itself: the ERP takes longer than this call may. Do not send it again; look at the record later.',
  'told.service.noneOfTheseRecordsIs':
    'None of these records is connected there. Look at the keys again, or leave them out for all records.',
  'told.service.isNoFieldOfSort': '{field} is no field of {actor}. Sort by one of its fields.',
  'told.service.moreThanActorsOfWere':
    'More than {most} actors of {connection} were found. Narrow the search, or ask without order and count.',
  'told.service.thereIsNoConnectionLook': 'There is no connection {id}. Look at the list again.',
  'told.service.thereIsNoConnectionLookAt': 'There is no connection {id}. Look at the list of connections again.',
  'told.service.connectionDoesNotExistAny':
    'Connection {id} does not exist any more. Load the list of connections again.',
  'told.service.sayWhoseValueStandsThe': 'Say whose value stands: the ERP’s or the CRM’s.',
  'told.service.nothingOfThatIsHeld': 'Nothing of that is held. "kobling held list" shows what is.',
  'told.service.automaticSyncIsOnTurn': 'Automatic sync is on. Turn it off under Settings, Sync, then import.',
  'told.service.noRowIsTickedTick': 'No row is ticked. Tick those that are to be imported.',
  'told.service.importIsBeginANew': 'Import {id} is {what}. Begin a new one.',
  'told.service.importIsUnderWayCancel': 'Import {id} is under way. Cancel it first.',
  'told.service.isNotMappedToA': '{name} is not mapped to a list any more. Preview the import again.',
  'told.service.importIsStillSearchingWait': 'Import {id} is still searching. Wait until it has all hits.',
  'told.service.importWasCarriedOutAlready': 'Import {id} was carried out already. Begin a new one.',
  'told.service.aCannotBeRecognisedBy': 'A {kind} cannot be recognised by {field}. Choose one of {fields}.',
  'told.service.isNoItemOfIts': '{name}: {item} is no item of its list. Choose one of the list.',
  'told.service.bulkLinkingNeedsAField': 'Bulk linking needs a field: --by number.',
  'told.service.nameTheLinkByErp': 'Name the link by --erp KEY or by --crm ID.',
  'told.service.hasNoLinkForKobling':
    '{connection} has no {actor} link for {key}. "kobling status" shows what is linked.',
  'told.service.theSiteHasNoErp':
    'The site has no ERP Sync licence. An administrator can turn it on under Settings and maintenance, Licences.',
  'told.service.hasNoErpSyncLicence':
    '{who} has no ERP Sync licence. Ask an administrator to give you the licence under Settings and maintenance, Licences.',
  'told.service.planIsOfAskFor': 'Plan {id} is of {connection}: ask for that again as a dry run.',
  'told.service.thereIsNoPlanKobling': 'There is no plan {id}. "kobling plan list" shows those that there are.',
  'told.service.noFieldOfWaitsFor': 'No field of {actor} waits for a plan. "kobling sync --dry-run" plans all of it.',
  'told.service.thereIsNoRequestIt': 'There is no request {id}. It may have been cleared away; look at the log.',
  'told.service.noLinkWaitsBecauseOf': 'No link {id} waits because of its key. See "kobling proposals list".',
  'told.service.thereIsNoOpenProposal': 'There is no open proposal {id}. See "kobling proposals list".',
  'told.service.thereIsNoSelectionOr': 'There is no selection {id}, or it was deleted. Load the list again.',
  'told.service.aSelectionNeedsAName': 'A selection needs a name. Enter one.',
  'told.service.theNameIsLongerThan': 'The name is longer than {most} characters. Shorten it.',
  'told.service.oneRecordIsSyncedAs':
    'One record is synced as it is: leave out --resync and --dry-run, or leave out the record.',
  'told.service.theIsLinkedOnNo': 'The {kind} {id} is linked on no active connection. Link it first.',
  'told.service.thereIsNoRunKobling': 'There is no run {id}. "kobling log" shows the runs.',
  'told.service.thereIsNoMappingChange':
    'There is no mapping change {id}. "kobling undo mapping" without a number lists them.',
  'told.service.theSyncHasWrittenNothing': 'The sync has written nothing to or from the {kind} {id}.',
  'told.service.severalConnectionsWroteTheName':
    'Several connections wrote the {kind} {id}. Name one with --connection: {names}.',
  'told.service.thereIsNoUndoWith': 'There is no undo with request {id}, or it has not begun yet.',
  'told.service.thereIsNoKoblingCrm': 'There is no {kind} {id}. "kobling crm {same} find" finds records.',
  'told.service.noConnectionMapsSuchRecords': 'No connection maps such records.',
  'told.service.syncedAre': 'Synced are: {names}.',
  'told.service.thereIsNoActiveConnection':
    'There is no active connection to audit. Activate one under Settings, or in the set-up file.',
  'told.service.auditIsNotTheNewest': 'Audit {id} is not the newest of its connection. Look at the newest one.',
  'told.service.theNewestAuditFoundNothing':
    'The newest audit found nothing that differs: "kobling audit" makes a new one.',
  'told.service.thisHubDoesNotAnswer': 'This hub does not answer under that host name.',
  'told.service.openItByTheAddress': 'Open it by the address it printed at start, or set `host` in operator.yaml.',
  'told.service.theRequestCameFromA': 'The request came from a page of another site.',
  'told.service.openTheHubsOwnPage': 'Open the hub’s own page and do it there.',
  'told.service.thereIsNothingAtThis': 'There is nothing at this address.',
  'told.service.checkTheAddressTheHubs': 'Check the address; the hub’s own pages never ask for it.',
  'told.service.theRequestDidNotArrive': 'The request did not arrive in time.',
  'told.service.sendItAgainAsA': 'Send it again, as a whole.',
  'told.service.thisMustNotBeBlank': 'This must not be blank. Fill it in.',
  'told.service.thisNeedsAtLeast': 'This needs at least {least} characters. Write more.',
  'told.service.thisTakesAtMost': 'This takes at most {most} characters. Shorten it.',
  'told.service.nothingIsChosen': 'Nothing is chosen. Choose at least one.',
  'told.service.theseAreMoreThan': 'These are more than {most}. Choose fewer.',
  'told.service.thisIsAtLeast': 'This is at least {least}. Enter a larger number.',
  'told.service.thisIsAtMost': 'This is at most {most}. Enter a smaller number.',
  'told.service.thisIsNotWrittenAs': 'This is not written as it should be. Correct it.',
  'told.service.thisCannotBeTaken': 'This cannot be taken. Choose or enter another value.',
  'told.service.mayNotCreateRecordsIn':
    "{who} may not create records in {connection}. Ask an administrator to give that right to you or to one of your groups, under the connection's scope.",
  'told.service.mayNotConnectRecordsOn':
    "{who} may not connect records on {connection}. Ask an administrator to give that right to you or to one of your groups, under the connection's scope.",
} as const;
