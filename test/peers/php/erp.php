<?php
// A small ERP whose rows lie in a file, because PHP forgets between requests. Values are kept as they came over the wire.

/** What was asked for cannot be done; the code and sentence go into the answer. */
final class Refused extends Exception
{
    public function __construct(public readonly string $errorCode, string $message)
    {
        parent::__construct($message);
    }
}

final class Erp
{
    public const LISTS = [
        'CustGr' => ['1' => 'US:"Retail";NO:"Detaljhandel"', '2' => 'Engros <&>', '3' => ''],
        'Nothing' => [],
        'Control' => ['1' => "a\x01b"],
    ];
    private const AWKWARD = " lead\ttab\nLF\r\nCRLF\rCR <&>]]> \"q\" 'a' æøå ÆØÅ € 😀 trail ";
    private const PREFIXES = ['Customer' => '', 'Person' => 'P', 'Project' => 'PR'];
    private const PARENTS = ['Person' => 'Customer'];

    private array $state;

    public function __construct(private readonly string $file)
    {
        $this->state = is_file($file) ? unserialize(file_get_contents($file)) : self::first();
    }
    public function keep(): void
    {
        file_put_contents($this->file, serialize($this->state));
    }

    private static function first(): array
    {
        $row = fn(string $key, int $stamp, array $values, ?array $parent = null) => compact('key', 'stamp', 'values', 'parent');
        return [
            'saved' => [],
            'stamp' => 4,
            'next' => ['Customer' => 10002, 'Person' => 2, 'Project' => 2],
            'rows' => [
                'Customer' => [
                    '10000' => $row('10000', 1, [
                        'Nm' => 'Ærlig & Sønn <AS> ]]> 😀', 'Phone' => '', 'VatNo' => 'NO 1', 'City' => 'Tromsø', 'CustGr' => '1',
                        'Credit' => '[F:12345.6789]', 'Orders' => '[I:12]', 'Blocked' => '[I:0]',
                        'Since' => '[DT:12/31/2013 23:59:59.0000000]', 'Note' => self::AWKWARD,
                    ]),
                    '10001' => $row('10001', 2, ['Nm' => 'Tom', 'Phone' => '', 'City' => null]),
                ],
                'Person' => ['P1' => $row('P1', 3, ['FirstName' => 'Åse', 'LastName' => 'Ødegård'], ['Customer', '10000'])],
                'Project' => ['PR1' => $row('PR1', 4, ['Nm' => 'Bygg'])],
            ],
        ];
    }

    /** Field key to type, most characters, access and list. */
    public static function fields(?string $type): array
    {
        $text = fn(int $max, string $access = 'Normal') => ['Text', $max, $access, ''];
        $other = fn(string $kind, string $list = '') => [$kind, 0, 'Normal', $list];
        return match ($type) {
            'Customer' => [
                'Nm' => $text(60, 'Mandatory'), 'Phone' => $text(30), 'VatNo' => $text(20), 'City' => $text(40),
                'CustGr' => $other('List', 'CustGr'), 'Credit' => $other('Double'), 'Orders' => $other('Integer'),
                'Blocked' => $other('Checkbox'), 'Since' => $other('Datetime'), 'Note' => $text(0),
                'Balance' => ['Double', 0, 'ReadOnly', ''],
            ],
            'Person' => [
                'FirstName' => $text(40), 'LastName' => $text(40, 'Mandatory'), 'Mobile' => $text(30), 'Email' => $text(100),
            ],
            'Project' => ['Nm' => $text(60, 'Mandatory'), 'Text' => $text(0)],
            default => throw new Refused('actorType.unknown', 'This ERP has no ' . ($type ?? '(nothing)') . '.'),
        };
    }
    public static function types(): array
    {
        return array_keys(self::PREFIXES);
    }

    public function knows(string $guid): bool
    {
        return isset($this->state['saved'][$guid]);
    }
    public function remember(string $guid, bool $known): void
    {
        if ($known) $this->state['saved'][$guid] = true;
        else unset($this->state['saved'][$guid]);
    }

    /** By LastModified. */
    public function rows(?string $type): array
    {
        self::fields($type);
        $rows = $this->state['rows'][$type];
        uasort($rows, fn($a, $b) => $a['stamp'] <=> $b['stamp']);
        return $rows;
    }

    public function create(?string $type, ?array $parent, array $values): array
    {
        $fields = self::fields($type);
        $wanted = self::PARENTS[$type] ?? null;
        if ($wanted !== null && ($parent === null || $parent[0] !== $wanted || !isset($this->state['rows'][$wanted][$parent[1]])))
            throw new Refused('parent.unknown', "A $type belongs to a $wanted that exists.");
        foreach ($fields as $key => [, , $access])
            if ($access === 'Mandatory' && ($values[$key] ?? '') === '') throw new Refused('fields.invalid', "$key must have a value.");
        self::check($fields, $values);
        $key = self::PREFIXES[$type] . $this->state['next'][$type]++;
        return $this->state['rows'][$type][$key] = ['key' => $key, 'stamp' => ++$this->state['stamp'], 'values' => $values, 'parent' => $parent];
    }

    public function save(?string $type, ?string $key, array $values): array
    {
        self::check(self::fields($type), $values);
        if (!isset($this->state['rows'][$type][$key])) throw new Refused('actor.missing', "There is no $type $key.");
        $row = &$this->state['rows'][$type][$key];
        foreach ($values as $field => $value) {
            if (($row['values'][$field] ?? '') === ($value ?? '')) continue;
            $row['values'][$field] = $value;
            $row['stamp'] = $this->state['stamp'] + 1;
        }
        $this->state['stamp'] = max($this->state['stamp'], $row['stamp']);
        return $row;
    }

    private static function check(array $fields, array $values): void
    {
        foreach ($values as $key => $value) {
            if (!isset($fields[$key])) throw new Refused('fields.invalid', "$key is not a field of this actor.");
            if ($fields[$key][2] === 'ReadOnly') throw new Refused('fields.invalid', "$key is read-only.");
            $list = $fields[$key][3];
            if ($list !== '' && ($value ?? '') !== '' && !isset(self::LISTS[$list][$value]))
                throw new Refused('fields.invalid', "$key: the list has no item $value.");
        }
    }
}
