/** What the settings refuse: connectors, connections, mappings, people, applications, webhooks, in English: the list that the other languages follow, and how its sentences are known. */
export const messages = {
  'told.settings.mapsNoFieldWithA':
    '{connection} maps no field with a direction: map at least one field of one actor type.',
  'told.settings.theCrmFieldIsAlready':
    '{connection}, {actor}: the CRM field {field} is already written by {other}. Make both two-way, or let only one of them write it.',
  'told.settings.thereIsAnApplicationWith': 'There is an application with the client id {id} already.',
  'told.settings.isTheApplicationOfThe':
    '{name} is the application of the connector {connector}. Delete the connector first, or make the application inactive.',
  'told.settings.theLastDayOfThe': 'The last day of the key is before its first. Correct one of the two.',
  'told.settings.hasThisKeyAlreadyRemove': '{name} has this key already. Remove it first to change its days.',
  'told.settings.hasNoSuchKeyAny': '{name} has no such key any more. Load the list again.',
  'told.settings.thereIsNoApplicationLoad': 'There is no application {id}. Load the list again.',
  'told.settings.aClientIdHasAt': 'A client id has at most 100 characters, and no blank, /, ? or #.',
  'told.settings.anApplicationNeedsAName': 'An application needs a name of at most 200 characters.',
  'told.settings.thisIsNoAddressOf': 'This is no address of a service: write it as https://HOST/ErpConnectorWS.svc.',
  'told.settings.wasDeletedJustNowLook': '{name} was deleted just now. Look at the list again.',
  'told.settings.thereIsNoConnectorLook': 'There is no connector {id}. Look at the list of connectors again.',
  'told.settings.theConnectorHasNoName': 'The connector has no name. Give it one.',
  'told.settings.theConnectorNeedsAUrl': 'The connector {name} needs a URL of at most {most} characters.',
  'told.settings.thereIsAConnectorAlready': 'There is a connector {name} already. Choose another name.',
  'told.settings.hasTheConnectionDeleteIt':
    '{name} has the connection {connections}. Delete it first, then the connector.',
  'told.settings.hasConnectionsDeleteThemFirst':
    '{name} has {number} connections: {connections}. Delete them first, then the connector.',
  'told.settings.theListBelongsToA': 'The list {name} belongs to a fixed field and stays. Hide items instead.',
  'told.settings.theListIsUsedBy': 'The list {name} is used by {users}. Choose another list there first.',
  'told.settings.recordsHoldItemsOfThe': 'Records hold items of the list {name}. Hide the items instead.',
  'told.settings.theListHasNoItem': 'The list {name} has no item {item}. Load the list again.',
  'told.settings.thereIsNoListLoad': 'There is no list {name}. Load the lists again.',
  'told.settings.theListHasAnItem': 'The list {name} has an item {item} already. Choose another name.',
  'told.settings.itNeedsANameThe': 'It needs a name. The name is shown in every language that has none of its own.',
  'told.settings.aNameHasAtMost': 'A name has at most {most} characters. Shorten it.',
  'told.settings.aNameCannotHoldA': 'A name cannot hold a quotation mark followed by a semicolon. Write it otherwise.',
  'told.settings.thereIsNoGroupLoad': 'There is no group {id}. Load the list of groups again.',
  'told.settings.thereIsNoGroupReload': 'There is no group {id}. Reload the list.',
  'told.settings.thereIsNoGroupChoose': 'There is no group {id}. Choose one of the list.',
  'told.settings.thereIsAGroupAlready': 'There is a group {name} already. Choose another name.',
  'told.settings.aGroupNeedsAName': 'A group needs a name.',
  'told.settings.usersHoldALicenceMore':
    '{used} users hold a licence, more than {most}. Take it from {over} of them first.',
  'told.settings.thePasswordIsTooShort':
    'The password is too short or too common. Use at least {least} characters that are not a common password.',
  'told.settings.isNotActiveActivateThe': '{name} is not active. Activate the user first, then make the link.',
  'told.settings.thisLinkIsNotValid':
    'This link is not valid: it was used, it is too old, or a newer one was made. Ask an administrator for a new link.',
  'told.settings.youHaveNoPasswordHere': 'You have no password here. Ask an administrator for a link to choose one.',
  'told.settings.tooManyWrongPasswordsWait': 'Too many wrong passwords. Wait a few minutes, then try again.',
  'told.settings.theOldPasswordIsWrong': 'The old password is wrong. Check it and try again.',
  'told.settings.thereIsNoUserLoad': 'There is no user {id}. Load the list of users again.',
  'told.settings.thereIsNoUserReload': 'There is no user {id}. Reload the list.',
  'told.settings.thereIsNoUserChoose': 'There is no user {id}. Choose one of the list.',
  'told.settings.thereIsAUserAlready': 'There is a user {name} already. Choose another name.',
  'told.settings.thisIsTheLastActive': 'This is the last active administrator. Make another user administrator first.',
  'told.settings.thisSessionIsOverAlready': 'This session is over already. Load the list again.',
  'told.settings.aTokenNeedsAName': 'A token needs a name of at most {most} characters: say what it is for.',
  'told.settings.aTokenCannotDoMore': 'A token cannot do more than its owner: settings are for administrators.',
  'told.settings.theTokenWouldHaveExpired': 'The token would have expired already. Choose a later day.',
  'told.settings.youHaveATokenAlready': 'You have a token {name} already. Choose another name, or revoke that one.',
  'told.settings.thisTokenWasRevokedAlready': 'This token was revoked already. Load the list again.',
  'told.settings.allLicencesOfThisSite':
    'All {most} licences of this site are taken. Take one from another user, or raise the number under Licences.',
  'told.settings.aUserNeedsAName': 'A user needs a name.',
  'told.settings.aUsersNameHasAt': "A user's name has at most {most} characters and no colon. Choose another one.",
  'told.settings.aFullNameHasAt': 'A full name has at most {most} characters. Shorten it.',
  'told.settings.thisIsNoEMail': 'This is no e-mail address. Write it as name@company.example, or leave it blank.',
  'told.settings.theConnectorHasNoSuch': 'The connector has no such field.',
  'told.settings.itMayNotBeBlank': 'It may not be blank.',
  'told.settings.atMostCharactersFitThis': 'At most {most} characters fit, this has {length}.',
  'told.settings.staysWithItsConnectorIts':
    "{connection} stays with its connector: its links are that ERP's. Make a new connection for another one.",
  'told.settings.isActiveAndItsConfiguration':
    '{connection} is active, and its configuration can be changed only while it is not. Deactivate it first.',
  'told.settings.thereIsNoCultureChoose': 'There is no culture {culture}. Choose one of the list.',
  'told.settings.thereIsNoConnectorChoose': 'There is no connector {id}. Choose one of the list.',
  'told.settings.theConnectorIsDeletedRestore': 'The connector {name} is deleted. Restore it first.',
  'told.settings.theConnectionHasNoName': 'The connection has no name. Give it one.',
  'told.settings.thereIsAConnectionAlready': 'There is a connection {name} already. Choose another name.',
  'told.settings.somebodyElseChangedTheDefault':
    'Somebody else changed the default of {name} meanwhile. Nothing was saved. Look at it as it is now, then save again.',
  'told.settings.canBeMandatoryOnlyWith':
    '{name} can be mandatory only with a value, or when the user is asked for one. Tick one of them too.',
  'told.settings.theDefaultOfHasCharacters': 'The default of {name} has {length} characters; {most} fit.',
  'told.settings.theDefaultOfTheErp':
    'The default of {name}: the ERP list {list} has no item {item}. Choose one of the list.',
  'told.settings.isNotMappedToA': '{name} is not mapped to a list of the CRM. Map it to one first.',
  'told.settings.standsTwiceInThePairs': '{item} stands twice in the pairs. Name each item once.',
  'told.settings.somebodyElseMappedOfMeanwhile':
    'Somebody else mapped {item} of {list} meanwhile. Nothing was saved. Look at it as it is now, then save again.',
  'told.settings.theCrmListHasNo': 'The CRM list {list} has no item {item}. Choose one of the list.',
  'told.settings.isUsedForAndFor': '{name}: {item} is used for {first} and for {second}. Use each item once.',
  'told.settings.theErpListHasNo': 'The ERP list {list} has no item {item}. Load the lists again.',
  'told.settings.knowsNoFieldsOfUpdate':
    '{connection} knows no fields of {actor}. Update its fields from the ERP; not every ERP has this type.',
  'told.settings.thereIsNoErpField': 'There is no ERP field {id}. Load the mapping again.',
  'told.settings.hasNoSuchField': '{actor} has no such field.',
  'told.settings.somebodyElseChangedMeanwhileNothing':
    'Somebody else changed {name} meanwhile. Nothing was saved. Look at it as it is now, then save again.',
  'told.settings.itWasChangedMeanwhile': 'It was changed meanwhile.',
  'told.settings.theCrmHasNoField': 'The CRM has no field {key}. Choose another one.',
  'told.settings.isMappedToAlreadyMap': '{field} is mapped to {name} already. Map each CRM field once.',
  'told.settings.thereIsNoPreviewAsk': 'There is no preview {id}. Ask for it again.',
  'told.settings.aConnectionStandsTwiceIn': 'A connection stands twice in the order. Name each once.',
  'told.settings.aFieldOfStandsTwice': 'A field of {actor} stands twice in the order. Name each once.',
  'told.settings.hasNoFieldLoadThe': '{actor} has no field {name}. Load the list again.',
  'told.settings.thereIsNoSuchWebhook': 'There is no such webhook. Load the list again.',
  'told.settings.thereIsAWebhookWith': 'There is a webhook with this address already. Change that one.',
  'told.settings.thereIsAWebhookWithThis': 'There is a webhook with this address already.',
  'told.settings.thisMessageIsOnIts': 'This message is on its way, was a test, or is gone. Load the list again.',
  'told.settings.thisIsNotAnAddress': 'This is not an address. Begin it with https://.',
  'told.settings.itAnswered': 'It answered {status}.',
  'told.settings.itDidNotAnswerWithin': 'It did not answer within {seconds} seconds.',
  'told.settings.itCannotBeReached': 'It cannot be reached{more}.',
  'told.settings.theSecretOfThisWebhook':
    'The secret of this webhook does not open. Give it a new one, and tell its receiver.',
  'told.settings.thisIsAPrivateKey':
    'This is a private key. Register the public half; the private one stays where it signs.',
  'told.settings.thisIsNoPublicKey': 'This is no public key in PEM form (it begins with -----BEGIN PUBLIC KEY-----).',
  'told.settings.thisIsAKeyFor': 'This is a key for {type}. RS256 needs an RSA key.',
  'told.settings.thisRsaKeyHasBits': 'This RSA key has {bits} bits. It must have {least} to {most}.',
  'told.settings.thereIsNoNextKey':
    'There is no next key. Make one with: kobling application key --next; register it at the applications, then use it.',
  'told.settings.isActiveAndHowIt':
    '{connection} is active, and how it reads numbers and dates can be changed only while it is not. Deactivate it first.',
  'told.settings.isActiveAndItsTime':
    '{connection} is active, and its time zone can be changed only while it is not. Deactivate it first.',
  'told.settings.thisIsNoPrivateKey':
    'This is no private key in PEM form without a password (-----BEGIN PRIVATE KEY-----).',
} as const;
