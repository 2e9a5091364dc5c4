/** What is said of a connector that is called over the network, and of where it may be called, in English: the list that the other languages follow, and how its sentences are known. */
export const messages = {
  'told.connector.askTheOperatorToList': 'Ask the operator to list it in operator.yaml under egress.allowed.',
  'told.connector.addressesCannotBeCalledUse': '{protocol} addresses cannot be called; use http or https.',
  'told.connector.aNameOrPasswordInside':
    'A name or password inside an address is not allowed; use the fields of the connection.',
  'told.connector.theHostPortIsNot': 'The host {host}, port {port}, is not allowed. {why}',
  'told.connector.theAddressPortIsNot': 'The address {address}, port {port}, is not allowed. {why}',
  'told.connector.isNeverCalledItIs':
    '{address} is never called: it is link-local, multicast, reserved, a tunnel or a metadata service.',
  'told.connector.theNameHasNoAddress': 'The name {name} has no address.',
  'told.connector.aPathIsNeededGive': 'A path is needed. Give the path of the file below the folder of files.',
  'told.connector.thereIsNoFilePut': 'There is no file "{file}"{whatNear}. Put it there, or correct the path.',
  'told.connector.cannotBeReachedGiveThe':
    '"{file}" cannot be reached: {why}. Give the hub\'s user the right to read it.',
  'told.connector.liesOutsideOfTheFolders':
    '"{file}" lies outside of the folders that connectors may reach. Move the file into one of them, or ask the operator to list its folder in operator.yaml under files.allowed.',
  'told.connector.noApplicationIsRegisteredUnder':
    'No application is registered under the client id {id}. Add it under "applications" in the set-up file.',
  'told.connector.theApplicationIsRegisteredAs':
    'The application {name} is registered as inactive, so that it is not called. Set it active in the set-up file.',
  'told.connector.theApplicationHasTheAddress':
    'The application {name} has the address {address}, which is none of a service. Write it as https://HOST/ErpConnectorWS.svc.',
  'told.connector.theConnectorFailedUnexpectedlyTell':
    "The connector {name} failed unexpectedly. Tell its author what the hub's log says.",
  'told.connector.thereIsNoConnectorInstalled': 'There is no connector {name}. Installed: {names}.',
  'told.connector.isNotTheAddressOf':
    '"{url}" is not the address of a connector. Write it as plugin://NAME, https://HOST/ErpConnectorWS.svc?ConnectorName=NAME or app://CLIENT_ID. Installed: {names}.',
  'told.connector.wasAnsweredWithoutAResult':
    "{operation} was answered without a result. Check that the address is a connector's.",
  'told.connector.wasAnsweredButTheAnswer':
    '{operation} was answered, but the answer does not say whether it went well.',
  'told.connector.correctTheValue': '{name}: {why} Correct the value.',
  'told.connector.wasAnsweredWithAWeb':
    '{operation} was answered with a web page (HTTP {status}) in place of a message. Check the address and what stands between.',
  'told.connector.theConnectorsServerSays': "{operation}: the connector's server says {what}.",
  'told.connector.wasAnsweredInPartsMtom':
    "{operation} was answered in parts (MTOM), which the protocol does not use. Switch it off in the connector's service.",
  'told.connector.wasAnsweredWithWithoutA':
    "{operation} was answered with {answer} without a result: the service may have changed. Test the connector's address again.",
  'told.connector.wasAnsweredButUnderHttp': '{operation} was answered, but under HTTP {status}.',
  'told.connector.theConnectorDidNotUnderstand':
    'The connector did not understand {operation} ({what}). Test its address again, so that its contract is read anew.',
  'told.connector.theConnectorSays': 'The connector says {what}.',
  'told.connector.theConnectorRefusedAndGave': 'The connector refused and gave no reason.',
  'told.connector.theConnectorHasNoTest':
    'The connector has no {operation}. Test its address again after it was updated.',
  'told.connector.theConnectorHasChangedIts':
    'The connector has changed its contract ({what}); the new one is used from now on.',
  'told.connector.theConnectorSaysThatIt':
    'The connector says that it created the {actor}, but its answer holds {what}.',
  'told.connector.aValueHoldsTheCharacter': 'A value holds the character {character}, which no XML message can carry.',
  'told.connector.theConnectorOfHasNo':
    'The connector of {name} has no Authenticate in its contract, so that it cannot prove who it is. Test its address again after it was updated.',
  'told.connector.theApplicationHasNoPublic':
    'The application {name} has no public key that is valid today. Register its present key under "applications" in the set-up file.',
  'told.connector.theConnectorDoesNotLet':
    'The connector does not let this hub in: {why}. Check that it knows the hub’s public key (kobling application key), and that both clocks are right.',
  'told.connector.whatAnswersForTheApplication':
    'What answers for the application {name} did not prove that it is that application: {why}. Nothing was sent to it. Check its address and the public keys registered for it.',
  'told.connector.theServerAnswersWithHttp': 'The server answers {status} with HTTP {code}.',
  'told.connector.theWsdlDescribesAnotherService':
    'The WSDL describes another service: none of the connector operations (WSGetConfigData, WSGetActors …) is in it.',
  'told.connector.giveTheWsdlAsOne': 'Give the WSDL as one file (?singleWsdl), with its schemas in it.',
  'told.connector.theServicePublishesNoWsdl': 'The service publishes no WSDL; the one that was given is used.',
  'told.connector.thereIsNoListUse': 'There is no list {list}. Use a list that a field names.',
  'told.connector.thisErpHasNoUse': 'This ERP has no {actor}. Use one of the supported actor types.',
  'told.connector.wasCutShortByThe': '{what} was cut short by the caller. Try again.',
  'told.connector.anotherWorkerHasTakenOver':
    'Another worker has taken over this connection. Nothing was written; stop this one.',
  'told.connector.isNotAFieldOf': '{name} is not a field of this actor. Leave it out.',
  'told.connector.isReadOnlyInThe': '{name} is read-only in the ERP. Leave it out.',
  'told.connector.theListHasNoItem': '{name}: the list {list} has no item "{item}". Choose one of its keys.',
  'told.connector.aBelongsToACreate': "A {actor} belongs to a {parent}. Create it with its parent's key.",
  'told.connector.aCannotBelongToA': 'A {actor} cannot belong to a {parent}. Allowed: {parents}.',
  'told.connector.thereIsNoToBelong': 'There is no {actor} {key} to belong to. Link the parent first.',
  'told.connector.theDataKeyOfConnection':
    "The data key of connection {connection} does not open: it was changed or belongs to another connection. Restore it from a backup, or enter the connection's passwords again.",
  'told.connector.theStoredValueOfDoes':
    'The stored value of "{name}" does not open: it was changed or moved from another connection. Enter it again in the connection\'s configuration.',
  'told.connector.aFieldHoldsMakeIt': 'A field holds {what}. Make it text, a number or a boolean.',
  'told.connector.wasCreatedButIsNot': '{actor} {key} was created, but is not found.',
  'told.connector.thereIsNoLinkThe': 'There is no {actor} {key}. Link the record to another, or create it.',
  'told.connector.wasNotWrittenTheCaller': '{name} was not written: the caller cut it short. Try again.',
  'told.connector.itDoesNotLetTheHub':
    "{operation}: the connector's server says {what}. It does not let the hub in: check the name and password in the connection, and the address.",
} as const;
