<?php
// A connector over PHP's SoapServer, for `php -S 127.0.0.1:0 server.php`. WSDL: the file it is made from; STATE: where its rows lie.
require __DIR__ . '/erp.php';

final class Connector
{
    public function __construct(private readonly Erp $erp) {}

    private function answer(string $operation, ?object $request, callable $fill): array
    {
        $base = ['ErrorCode' => '', 'IsOk' => true, 'State' => 'Ok', 'TechExplanation' => '', 'UserExplanation' => ''];
        try {
            if ($request !== null && !$this->erp->knows($request->ConnectionGuid ?? ''))
                throw new Refused('UNKNOWN_CONNECTION_ID', 'This connection is not known.');
            $more = $fill();
            $this->erp->keep();
            return ["{$operation}Result" => $base + $more];
        } catch (Refused $refused) {
            $said = ['ErrorCode' => $refused->errorCode, 'IsOk' => false, 'State' => 'Error', 'UserExplanation' => $refused->getMessage()];
            return ["{$operation}Result" => $said + $base];
        }
    }

    public function WSGetConfigData(): array
    {
        return $this->answer('WSGetConfigData', null, fn() => ['FieldMetaDataObjects' => ['FieldMetadataInfoWS' => [
            ['Access' => 'Mandatory', 'DefaultValue' => '', 'DisplayName' => 'US:"Server";NO:"Tjener"', 'FieldKey' => 'Server', 'FieldType' => 'Text', 'ListName' => '', 'MaxLength' => 100, 'Rank' => 0],
            ['Access' => 'Normal', 'DefaultValue' => null, 'DisplayName' => 'Secret <&>', 'FieldKey' => 'Secret', 'FieldType' => 'Password', 'ListName' => null, 'MaxLength' => 0, 'Rank' => 1],
        ]]]);
    }

    private static function checkConfig(object $in): void
    {
        if ((pairs($in->request->ConnectionInfo ?? null)['Server'] ?? '') === '') throw new Refused('config.server', 'Server is missing.');
    }
    public function WSTestConfigData(object $in): array
    {
        return $this->answer('WSTestConfigData', null, function () use ($in) {
            self::checkConfig($in);
            return [];
        });
    }
    public function WSSaveConnection(object $in): array
    {
        return $this->answer('WSSaveConnection', null, function () use ($in) {
            self::checkConfig($in);
            $this->erp->remember($in->request->ConnectionGuid, true);
            return [];
        });
    }
    public function WSTestConnection(object $in): array
    {
        return $this->answer('WSTestConnection', $in->request, fn() => []);
    }
    public function WSDeleteConnection(object $in): array
    {
        return $this->answer('WSDeleteConnection', null, function () use ($in) {
            $this->erp->remember($in->request->ConnectionGuid, false);
            return [];
        });
    }

    public function WSGetSupportedActorTypes(object $in): array
    {
        return $this->answer('WSGetSupportedActorTypes', $in->request, fn() => ['Items' => ['string' => Erp::types()]]);
    }
    public function WSGetSupportedActorTypeFields(object $in): array
    {
        return $this->answer('WSGetSupportedActorTypeFields', $in->request, function () use ($in) {
            $told = [];
            foreach (Erp::fields($in->request->ActorType) as $key => [$type, $max, $access, $list])
                $told[] = ['Access' => $access, 'DefaultValue' => '', 'DisplayName' => $key, 'FieldKey' => $key, 'FieldType' => $type, 'ListName' => $list, 'MaxLength' => $max, 'Rank' => count($told)];
            return ['FieldMetaDataObjects' => ['FieldMetadataInfoWS' => $told]];
        });
    }
    public function WSGetSearchableFields(object $in): array
    {
        $texts = fn() => array_keys(array_filter(Erp::fields($in->request->ActorType), fn($field) => $field[0] === 'Text'));
        return $this->answer('WSGetSearchableFields', $in->request, fn() => ['Items' => ['string' => $texts()]]);
    }

    /** `$asked`: undefined keys shown; null shows all. Parents are left out where there are none. */
    private static function shown(string $type, array $row, ?array $asked): array
    {
        $values = [];
        foreach (array_keys(Erp::fields($type)) as $key)
            if ($asked === null || in_array($key, $asked, true))
                $values[] = ['Key' => $key, 'Value' => array_key_exists($key, $row['values']) ? $row['values'][$key] : ''];
        return ['ActorType' => $type, 'ErpKey' => (string) $row['key'], 'FieldValues' => ['KeyValueOfstringstring' => $values], 'LastModified' => (string) $row['stamp']]
            + ($row['parent'] === null ? [] : ['ParentActorType' => $row['parent'][0], 'ParentErpKey' => $row['parent'][1]]);
    }
    private function found(string $operation, object $in, callable $wanted): array
    {
        $asked = $in->request;
        return $this->answer($operation, $asked, fn() => ['Actors' => ['ErpActorWS' => array_map(
            fn($row) => self::shown($asked->ActorType, $row, texts($asked->FieldKeys ?? null)),
            array_values(array_filter($this->erp->rows($asked->ActorType), $wanted)),
        )]]);
    }

    /** A null stands where a key is not known. */
    public function WSGetActors(object $in): array
    {
        $asked = $in->request;
        return $this->answer('WSGetActors', $asked, function () use ($asked) {
            $rows = $this->erp->rows($asked->ActorType);
            $one = fn($key) => isset($rows[$key]) ? self::shown($asked->ActorType, $rows[$key], texts($asked->FieldKeys ?? null)) : null;
            return ['Actors' => ['ErpActorWS' => array_map($one, texts($asked->ErpKeys ?? null))]];
        });
    }
    public function WSGetActorsByTimestamp(object $in): array
    {
        $from = (int) ($in->request->UpdatedOnOrAfter ?? '');
        return $this->found('WSGetActorsByTimestamp', $in, fn($row) => $row['stamp'] >= $from);
    }
    private static function holds(object $in): callable
    {
        $text = trim($in->request->SearchText ?? '');
        return fn($row) => $text === '' || array_filter($row['values'], fn($value) => stripos($value ?? '', $text) !== false) !== [];
    }
    public function WSSearchActors(object $in): array
    {
        return $this->found('WSSearchActors', $in, self::holds($in));
    }
    public function WSSearchActorByParent(object $in): array
    {
        $parent = [$in->request->ParentActorType, $in->request->ParentActorErpKey];
        $holds = self::holds($in);
        return $this->found('WSSearchActorByParent', $in, fn($row) => $row['parent'] === $parent && $holds($row));
    }
    public function WSSearchActorsAdvanced(object $in): array
    {
        $restrictions = $in->request->Restrictions->SearchRestrictionInfoWS ?? [];
        return $this->found('WSSearchActorsAdvanced', $in, function ($row) use ($restrictions) {
            foreach ($restrictions as $restriction) {
                $value = texts($restriction->Values ?? null)[0] ?? '';
                $text = $row['values'][$restriction->FieldKey] ?? '';
                $meets = match ($restriction->Operator) {
                    '=' => strcasecmp($text, $value) === 0,
                    'contains' => stripos($text, $value) !== false,
                    default => throw new Refused('search.operator', "$restriction->Operator is no operator here."),
                };
                if (!$meets) return false;
            }
            return true;
        });
    }

    public function WSCreateActor(object $in): array
    {
        return $this->answer('WSCreateActor', $in->request, function () use ($in) {
            $given = $in->request->Actor;
            $parent = isset($given->ParentActorType) ? [$given->ParentActorType, $given->ParentErpKey ?? ''] : null;
            $row = $this->erp->create($given->ActorType, $parent, pairs($given->FieldValues ?? null));
            return ['Actor' => self::shown($given->ActorType, $row, null)];
        });
    }
    public function WSSaveActors(object $in): array
    {
        $save = fn($actor) => self::shown($actor->ActorType, $this->erp->save($actor->ActorType, $actor->ErpKey, pairs($actor->FieldValues ?? null)), null);
        return $this->answer('WSSaveActors', $in->request, fn() => ['Actors' => ['ErpActorWS' => array_map($save, $in->request->Actors->ErpActorWS ?? [])]]);
    }

    private function listed(string $operation, object $in, callable $wanted): array
    {
        return $this->answer($operation, $in->request, function () use ($in, $wanted) {
            $name = $in->request->ListName ?? '';
            if ($name === 'Broken') throw new RuntimeException('The ERP fell over <&>.');
            $list = Erp::LISTS[$name] ?? throw new Refused('list.unknown', "There is no list $name.");
            $items = [];
            foreach ($list as $key => $text) if ($wanted((string) $key)) $items[] = ['Key' => (string) $key, 'Value' => $text];
            return ['ListItems' => ['KeyValueOfstringstring' => $items]];
        });
    }
    public function WSGetList(object $in): array
    {
        return $this->listed('WSGetList', $in, fn() => true);
    }
    public function WSGetListItems(object $in): array
    {
        return $this->listed('WSGetListItems', $in, fn($key) => in_array($key, texts($in->request->ListItemKeys ?? null), true));
    }

    public function Authenticate(object $in): array
    {
        $token = $in->request->SignedToken ?? '';
        return ['AuthenticateResult' => $token === ''
            ? ['Reason' => 'There is no token.', 'SignedApplicationToken' => null, 'Succeeded' => false]
            : ['Reason' => '', 'SignedApplicationToken' => "answer to $token", 'Succeeded' => true]];
    }
}

function pairs(?object $dictionary): array
{
    $values = [];
    foreach ($dictionary->KeyValueOfstringstring ?? [] as $pair) $values[$pair->Key] = $pair->Value ?? null;
    return $values;
}
function texts(?object $array): array
{
    return $array->string ?? [];
}

$server = new SoapServer(getenv('WSDL'), ['cache_wsdl' => WSDL_CACHE_NONE, 'features' => SOAP_SINGLE_ELEMENT_ARRAYS]);
$server->setObject(new Connector(new Erp(getenv('STATE'))));
try {
    $server->handle();
} catch (RuntimeException $error) {
    $server->fault('Server', $error->getMessage());
}
