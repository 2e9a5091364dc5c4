/** What the sync says of a record or field: in the log, in failures, plans and conflicts, in English: the list that the other languages follow, and how its sentences are known. */
export const messages = {
  'told.sync.mustNotBeBlankIn': '{field} must not be blank in the CRM.',
  'told.sync.mustNotBeBlankInThe': '{name} must not be blank in the ERP.',
  'told.sync.mustBeFilledIn': '{name} must be filled in.',
  'told.sync.itemHasNoCounterpartIn': '{name}: item {item} has no counterpart in the CRM. Map it in the list mapping.',
  'told.sync.itemHasNoCounterpartInErp':
    '{field}: item {item} has no counterpart in the ERP. Map it in the list mapping.',
  'told.sync.andDoNotFitChoose':
    '{erp} ({typeOfErp}) and {fieldOfCrm} ({typeOfCrm}) do not fit. Choose another field in Mappings.',
  'told.sync.takesCharactersHas': '{field} takes {most} characters; {value} has {length}.',
  'told.sync.isNotANumber': '{field}: {value} is not a number.',
  'told.sync.takesWholeNumbersIsNot': '{field} takes whole numbers; {value} is not one.',
  'told.sync.takesYesOrNoIs': '{field} takes yes or no; {value} is neither.',
  'told.sync.isNotADateAnd': '{field}: {value} is not a date and time.',
  'told.sync.isNotADate': '{field}: {value} is not a date.',
  'told.sync.isADateWithoutTime': '{field} is a date without time; {value} has one.',
  'told.sync.doesNotExistInThe': '{field}: {value} does not exist in the zone {zone}.',
  'told.sync.isNeitherEncodedNor':
    '"{value}" is neither encoded nor as {culture} writes it. Set the connection\'s culture to the one that its connector writes in.',
  'told.sync.theCrmsValueMayNot':
    "{field}: the CRM's value may not be overwritten, so it stands. Choose the CRM's value.",
  'told.sync.theErpsValueMayNot':
    "{field}: the ERP's value may not be overwritten, so it stands. Choose the ERP's value.",
  'told.sync.theLinkWasRemovedBefore': 'The link was removed before it was sent.',
  'told.sync.theErpAlreadyHasWith':
    'The ERP already has {actor} {keys} with the same values. Connect to it, or confirm that a new one is wanted.',
  'told.sync.thePersonsCompanyIsNot': 'The person’s company is not connected on {connection}. Connect it first.',
  'told.sync.createdInTheErpAs': 'Created in the ERP as {key}, left there: its link was removed meanwhile.',
  'told.sync.bearsTheSameNameAs':
    '{actor} {key} bears the same name as the record that was to be created; whether it is that one, the ERP did not say. Connect it, or create again.',
  'told.sync.itIsNotCertainWhich':
    'It is not certain which of {keys} was created for this record. Connect the right one.',
  'told.sync.isNotMappedOnActivate': '{actor} is not mapped on {connection}. Activate its mapping first.',
  'told.sync.isNotMappedOnChoose': '{actor} is not mapped on {connection}. Choose another actor type.',
  'told.sync.isNotMappedToOn': '{actor} is not mapped to {kind} on {connection}.',
  'told.sync.isNotMappedToA': '{actor} is not mapped to a {kind} on {connection}. Choose another actor type.',
  'told.sync.theIsNotInThe': 'The {kind} {id} is not in the CRM.',
  'told.sync.theRecordAlreadyHasA': 'The record already has a link on this connection. Disconnect it first.',
  'told.sync.connectThePersonsCompanyOn': 'Connect the person’s company on this connection first.',
  'told.sync.theRecordWasDeletedIn': 'The record was deleted in the CRM.',
  'told.sync.theWasDeletedInThe': 'The {kind} was deleted in the CRM.',
  'told.sync.itIsUnderWay': 'It is under way.',
  'told.sync.ofWouldBeCreatedIn':
    '{number} of {actor} would be created in {connection} within 24 hours, and {most} are allowed: held. Approve or reject it.',
  'told.sync.rejectedItIsNotCreated': 'Rejected: it is not created.',
  'told.sync.theRecordWasCreatedIn': '{why} The record was created in the ERP and is not connected.',
  'told.sync.createdAs': 'Created as {actor} {key}.',
  'told.sync.theErpAnsweredForKeys':
    'The ERP answered for keys that were not asked for ({number}), such as {key}. They are ignored.',
  'told.sync.theMappingWasChanged': 'The mapping was changed.',
  'told.sync.theConnectorFailedTellIts': 'The connector failed: {why} Tell its maker.',
  'told.sync.thereIsNoImportBegin': 'There is no import {id}. Begin with the search again.',
  'told.sync.theSearchWasCancelled': 'The search was cancelled.',
  'told.sync.theFirstAreShownSearch': 'The first {number} are shown. Search for fewer.',
  'told.sync.isNotAMappedField': '{name} is not a mapped field of {actor} on {connection}. Choose a mapped one.',
  'told.sync.theHubIsStoppingAsk': 'The hub is stopping; ask again.',
  'told.sync.theErpNoLongerReturns': 'The ERP no longer returns {actor} {key}.',
  'told.sync.isNoLongerInThe': '{actor} {key} is no longer in the ERP. The link is kept; nothing is deleted.',
  'told.sync.recordsCarryALastmodifiedThat':
    '{connection}: records carry a LastModified that cannot be ordered or lies far ahead ({number}, such as {value}). They are synced, but do not move the cursor.',
  'told.sync.changedOnBothSidesA': '{field} changed on both sides: a person decides.',
  'told.sync.holdsACharacterThatIs':
    '{name} holds a character that is no text (NUL or half of a pair). Correct it in the ERP.',
  'told.sync.isNoLongerSynced': '{name} is no longer synced.',
  'told.sync.theWasLinkedToSince': 'The {kind} was linked to {key} since.',
  'told.sync.wouldBeSentAsApproved': '{name} would be sent as {now}, approved was {approved}.',
  'told.sync.theRecordWasChangedWhile': 'The record was changed while the plan was applied.',
  'told.sync.anotherWriteOfToThe': 'Another write of {name} to the ERP is under way. Try again when it has ended.',
  'told.sync.theRestOfPlanKeeps': '{why} The rest of plan {id} keeps its approval: apply it again.',
  'told.sync.theRecordWasLinkedAnew': 'The record was linked anew since.',
  'told.sync.theMappingOfWasChanged': 'The mapping of {name} was changed since.',
  'told.sync.wasSyncedOrDecidedOn':
    '{name} was synced or decided on otherwise since, although both values are the same again.',
  'told.sync.theSyncPriorityOrWho': 'The sync priority, or who wrote the CRM value, changed since.',
  'told.sync.wouldBeDecidedOtherwiseNow': '{name} would be decided otherwise now: {what}.',
  'told.sync.nothingWouldBeWritten': 'nothing would be written',
  'told.sync.theValueChangedFromTo': 'The {side} value changed from {whatBefore} to {whatNow}.',
  'told.sync.bothSidesOfStayAs':
    'Both sides of {name} stay as they are: not approved in plan {id}. A later change flows again.',
  'told.sync.theRecordIsNoLonger': 'The record is no longer linked.',
  'told.sync.theRecordsAreNoLonger': 'The records are no longer linked.',
  'told.sync.itsActorTypeIsNo': 'Its actor type is no longer synced.',
  'told.sync.theRecordIsSetAside': 'The record is set aside: its status says why.',
  'told.sync.didNotReturnOrAn': '{connection} did not return {actor} {key}, or an older state of it.',
  'told.sync.thereIsNoPlanOn':
    'There is no plan {id} on this connection. "kobling plan list" shows those that there are.',
  'told.sync.planHasExpiredAPlan': 'Plan {id} has expired: a plan can be applied for seven days. Make a new one.',
  'told.sync.planIsStillBeingMade': 'Plan {id} is still being made. Wait until it is complete.',
  'told.sync.nothingOfPlanIsApproved':
    'Nothing of plan {id} is approved. Approve it first: kobling plan approve {same} --all.',
  'told.sync.planWasAppliedAlreadyMake': 'Plan {id} was applied already. Make a new one.',
  'told.sync.planWasRejectedMakeA': 'Plan {id} was rejected. Make a new one.',
  'told.sync.planHasExpiredMakeA': 'Plan {id} has expired. Make a new one.',
  'told.sync.planIsVoidTheHub': 'Plan {id} is void: the hub was restored since it was made. Make a new one.',
  'told.sync.planWasAppliedAlreadyUndo': 'Plan {id} was applied already. Undo its run instead.',
  'told.sync.planWasRejectedAlready': 'Plan {id} was rejected already.',
  'told.sync.planIsBeingAppliedCancel': 'Plan {id} is being applied. Cancel that first.',
  'told.sync.changedInTheErpBut':
    '{name} changed in the ERP, but its direction is CRM to ERP: kept as it is until the CRM changes.',
  'told.sync.changedInTheCrmBut':
    '{field} changed in the CRM, but its direction is ERP to CRM: kept as it is until the ERP changes.',
  'told.sync.theLinkWasRemovedAgain': 'The link was removed again before its values were agreed.',
  'told.sync.connectedToAnExistingRecord': 'Connected to an existing record instead.',
  'told.sync.aNewRecordIsCreatedAll': 'A new record is created all the same.',
  'told.sync.hasNo': '{connection} has no {actor} {key}.',
  'told.sync.hasNoItMayHave': '{connection} has no {actor} {key}. It may have been deleted or renumbered there.',
  'told.sync.lookAtTheRecord': 'Look at the record.',
  'told.sync.linkedCouldNotBeAgreed': 'Linked; {names} could not be agreed on as chosen. {why}',
  'told.sync.linkedTheValuesFollowWhen': 'Linked; the values follow when the ERP answers. {why}',
  'told.sync.doneTheValuesFollowWhen': 'Done; the values follow when the ERP answers. {why}',
  'told.sync.theCrmHasTheChosen': 'The CRM has the chosen value; the ERP gets it when it answers again. {why}',
  'told.sync.theRecordOrTheErp':
    'The record or the ERP key already has a link on this connection. Disconnect it first.',
  'told.sync.aPersonCanBeConnected':
    'A person can be connected when its company is connected there, to a person of that company.',
  'told.sync.rejectedBothSidesStayAs': 'Rejected: both sides stay as they are.',
  'told.sync.theHasNoLinkOn': 'The {kind} {id} has no link on {connection}. Connect it first.',
  'told.sync.theIsNotConnectedOn': 'The {kind} {id} is not connected on {connection}. Connect it first.',
  'told.sync.theIsNotConnectedThere': 'The {kind} {id} is not connected there. Connect it first.',
  'told.sync.ofFieldsArePutBack': '{why} {done} of {total} fields are put back; ask again for the rest.',
  'told.sync.isNotHeld': '{connection} is not held.',
  'told.sync.letGoOn': '{who} let {connection} go on.',
  'told.sync.thereIsNoLinkOn': 'There is no link {id} on {connection}.',
  'told.sync.isNotHeldBecauseOf': '{actor} {key} is not held because of its key.',
  'told.sync.saidThatIsTheSame': '{who} said that {actor} {key} is the same record.',
  'told.sync.thereIsNoOpenProposal': 'There is no open proposal {id} on {connection}.',
  'told.sync.noLongerHas': '{connection} no longer has {actor} {key}.',
  'told.sync.isConnectedToAnotherRecord': '{actor} {key} is connected to another record by now.',
  'told.sync.hasTheKeyNow': '{actor} {key} has the key {now} now.',
  'told.sync.theLinkOfHasChanged': 'The link of {actor} {key} has changed since. Look at it again.',
  'told.sync.seemsToHaveBeenRestored':
    '{connection} seems to have been restored from a backup: {older} of {links} linked records are older than they were seen. Its sync rests. Look at the plan of what differs and apply it, or go on with the ERP as it is now: kobling connection resume "{same}".',
  'told.sync.theKeyMayHaveBeen':
    'The key {actor} {key} may have been given to another record: {name} was "{was}", now it is "{now}". Say that it is the same, or disconnect it.',
  'told.sync.waitsItsCompanyIsNot':
    '{actor} {key} waits: its company is not connected on {connection}. Connect the company, or disconnect the person.',
  'told.sync.waitsInTheErpIt':
    '{actor} {key} waits: in the ERP it belongs to {parentType} {parentKey}, but its company is connected to {actorOfCompany} {companyKey}. Move it on one side, or disconnect it.',
  'told.sync.wouldBeEmptiedInOn':
    '{field} would be emptied in {side} on {number} records within 24 hours, and {most} are allowed: held. Approve or reject it.',
  'told.sync.wouldBeSetToIn':
    '{field} would be set to {value} in {side} on {number} records within 24 hours, and {most} are allowed: held. Approve or reject it.',
  'told.sync.isTurnedBackAndForth':
    '{field} is turned back and forth by {connections}: held on all records. Let both write it the same way, then approve or reject it.',
  'told.sync.theErpValueMovedBefore': 'The ERP value moved before it was written.',
  'told.sync.theLinkWasRemovedMeanwhile': 'The link was removed meanwhile.',
  'told.sync.writtenToWhoseLinkWas': 'Written to {actor} {key}, whose link was removed meanwhile.',
  'told.sync.ofMayHaveBeenOverwritten':
    '{name} of {actor} {key} may have been overwritten; the write was never confirmed.',
  'told.sync.theErpDidNotConfirm': 'The ERP did not confirm the change, and does not show it.',
  'told.sync.itDidNotArriveIn': 'It did not arrive in the ERP; sent again.',
  'told.sync.itDidNotArriveInThe': 'It did not arrive in the ERP; decided again.',
  'told.sync.theRecordWasChangedJust': 'The record was changed just now. Look again.',
  'told.sync.theConflictIsAlreadySettled': 'The conflict is already settled.',
  'told.sync.theIsNoLongerIn': 'The {kind} is no longer in the CRM.',
  'told.sync.theOtherValueOfA': 'The other value of a conflict was chosen.',
  'told.sync.wasChangedInTheCrm':
    '{field} was changed in the CRM, and the ERP does not have it yet. Sync it first, then look again.',
  'told.sync.theErpDoesNotAnswer': 'The ERP does not answer for this record. Try again later.',
  'told.sync.theKeyHasCharactersAnd': 'The key {actor} {key}… has {length} characters, and at most {most} can be kept.',
  'told.sync.noAnswerForMs': 'No answer for {ms} ms.',
  'told.sync.theDatabaseCannotBeReached': 'The database cannot be reached. The hub goes on by itself when it can.',
  'told.sync.theCycleFailedUnexpectedlyThe':
    'The cycle failed unexpectedly; the hub’s log says where. Other connections go on.',
  'told.sync.aTurnEndedWithoutIts': 'A turn ended without its worker; the connection is taken up again.',
  'told.sync.thisHubWasRestoredFrom':
    'This hub was restored from a backup. Nothing is written to the ERP until you say that the original hub is stopped: kobling connection resume "{connection}" --original-stopped.',
  'told.sync.thisHubWasRestoredFromA':
    'This hub was restored from a backup, and the original is stopped. Look at the plan of what differs and apply it, or go on: kobling connection resume "{connection}".',
  'told.sync.auditOfListsNothingThat':
    'Audit {id} of {connection} lists nothing that differs, or a newer one took its place. Look at the newest.',
  'told.sync.theLeaseOfConnectionWas': 'The lease of connection {id} was lost to another worker.',
  'told.sync.wouldBeInOnRecords':
    '{field} would be {what} in {side} on {number} records within 24 hours, and {most} are allowed: held. Approve or reject it.',
  'told.sync.theLinkWasRemovedBeforeThe': 'The link was removed before the create was confirmed.',
  'told.sync.theErpDidNotSay':
    'The ERP did not say whether the record was created, and its search cannot tell. Look in the ERP, then connect it or create again.',
} as const;
