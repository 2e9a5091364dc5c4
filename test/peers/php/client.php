<?php
// A CRM's side over PHP's SoapClient: php client.php URL, where URL serves the WSDL. A line of JSON for every call.
const GUID = '5d3c1d59-6a0e-4b7e-9a5f-0d7d1f6f2a12';
const AWKWARD = " lead\ttab\nLF\r\nCRLF\rCR <&>]]> \"q\" 'a' æøå ÆØÅ € 😀 trail ";

$client = new SoapClient($argv[1], ['cache_wsdl' => WSDL_CACHE_NONE, 'features' => SOAP_SINGLE_ELEMENT_ARRAYS]);

function pairs(array $values): array
{
    return ['KeyValueOfstringstring' => array_map(fn($key) => ['Key' => $key, 'Value' => $values[$key]], array_keys($values))];
}
function texts(string ...$items): array
{
    return ['string' => $items];
}
/** Arrays and dictionaries come as objects with one member that is an array; empty ones with none. */
function plain(mixed $value): mixed
{
    if (is_array($value)) return array_map(plain(...), $value);
    if (!is_object($value)) return $value;
    $members = get_object_vars($value);
    if ($members === []) return [];
    if (isset($members['KeyValueOfstringstring']))
        return array_map(fn($pair) => [$pair->Key, $pair->Value], $members['KeyValueOfstringstring']);
    $only = count($members) === 1 ? reset($members) : null;
    return is_array($only) ? array_map(plain(...), $only) : array_map(plain(...), $members);
}
function said(string $op, array $line): void
{
    echo json_encode(['op' => $op] + $line, JSON_THROW_ON_ERROR), "\n";
}
/** Calls the operation that `$op` begins with. */
function call(string $op, ?array $request = []): object
{
    global $client;
    $operation = strtok($op, ' ');
    $guid = $operation === 'Authenticate' ? [] : ['ConnectionGuid' => GUID];
    $answer = $client->__soapCall($operation, $request === null ? [] : [['request' => $guid + $request]]);
    $result = $answer->{"{$operation}Result"};
    said($op, plain($result));
    return $result;
}

$config = pairs(['Server' => 'srv <&>', 'Secret' => null]);
call('WSGetConfigData', null);
call('WSTestConfigData', ['ConnectionInfo' => $config]);
call('WSTestConfigData nothing', ['ConnectionInfo' => []]);
call('WSTestConfigData null', ['ConnectionInfo' => null]);
call('WSTestConnection unknown');
call('WSSaveConnection', ['ConnectionInfo' => $config]);
call('WSTestConnection');
call('WSGetSupportedActorTypes');
call('WSGetSupportedActorTypeFields', ['ActorType' => 'Customer']);
call('WSGetSearchableFields', ['ActorType' => 'Person']);

$fields = texts('Nm', 'Phone', 'City', 'Credit', 'Note', 'NoSuch');
$customer = ['ActorType' => 'Customer'];
call('WSGetActors', $customer + ['ErpKeys' => texts('10000', 'nobody', '10001'), 'FieldKeys' => $fields]);
call('WSGetActors without fields', $customer + ['ErpKeys' => texts('10000'), 'FieldKeys' => []]);
call('WSGetActors of nobody', $customer + ['ErpKeys' => [], 'FieldKeys' => null]);
call('WSGetActors of no type', ['ErpKeys' => texts('10000')]);
call('WSSearchActors', $customer + ['FieldKeys' => texts('Nm'), 'SearchText' => 'tom']);
call('WSSearchActorByParent', ['ActorType' => 'Person', 'FieldKeys' => texts('LastName'), 'SearchText' => '', 'ParentActorType' => 'Customer', 'ParentActorErpKey' => '10000']);
$restriction = fn($field, $operator, $value) => ['FieldKey' => $field, 'Operator' => $operator, 'Values' => texts($value)];
call('WSSearchActorsAdvanced', $customer + ['FieldKeys' => texts('VatNo'), 'Restrictions' => ['SearchRestrictionInfoWS' => [$restriction('VatNo', '=', 'no 1'), $restriction('Nm', 'contains', '<as>')]]]);
call('WSSearchActorsAdvanced refused', $customer + ['FieldKeys' => [], 'Restrictions' => ['SearchRestrictionInfoWS' => [$restriction('VatNo', 'resembles', '1')]]]);

$created = call('WSCreateActor', ['Actor' => $customer + ['FieldValues' => pairs(['Nm' => 'Nytt <&>]]> 😀', 'Note' => AWKWARD, 'Phone' => '', 'City' => null])]]);
call('WSCreateActor refused', ['Actor' => ['ActorType' => 'Person', 'FieldValues' => pairs(['LastName' => 'Alene'])]]);
call('WSCreateActor of nothing', ['Actor' => null]);
try {
    call('WSCreateActor control', ['Actor' => $customer + ['FieldValues' => pairs(['Nm' => "a\x01b"])]]);
} catch (SoapFault $fault) {
    said('WSCreateActor control', ['fault' => $fault->getMessage()]);
}
$changes = pairs(['City' => 'Bodø', 'Phone' => '1']);
call('WSSaveActors', ['Actors' => ['ErpActorWS' => [$customer + ['ErpKey' => $created->Actor->ErpKey, 'FieldValues' => $changes]]]]);
call('WSGetActorsByTimestamp', $customer + ['FieldKeys' => texts('Nm', 'City'), 'UpdatedOnOrAfter' => $created->Actor->LastModified]);

call('WSGetList', ['ListName' => 'CustGr']);
call('WSGetList nothing', ['ListName' => 'Nothing']);
call('WSGetList unknown', ['ListName' => 'NoSuch']);
call('WSGetListItems', ['ListName' => 'CustGr', 'ListItemKeys' => texts('2', '9')]);
call('Authenticate', ['SignedToken' => 'token <&>']);
call('WSDeleteConnection');
call('WSTestConnection deleted');
