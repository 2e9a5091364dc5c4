/**
 * A peer's client drives our host. Every client makes the same calls in the same order (see mono/Client.cs) and says what it
 * understood of each answer, member by member; here is what it must have understood, and what our ERP must hold afterwards.
 */
import assert from 'node:assert/strict';
import { wcfProfile, type Namespaces } from '../../packages/soap/src/index.ts';
import { serve } from '../../packages/soap/src/testing/served.ts';
import type { Said } from './peer.ts';
import { awkward, peerErp, sampleConnector, sampleName } from './sample.ts';

export interface PeerClient {
  readonly namespaces: Namespaces;
  /** Calls everything at the address. */
  readonly call: (url: string) => Promise<readonly Said[]>;
  /** What this client makes one of, for it cannot tell the two apart. */
  readonly tellsApart?: (value: unknown) => unknown;
  /** What it says of a control character: our refusal, or its own. */
  readonly control: RegExp;
  /** Text as it arrives here when this client sends it. */
  readonly sends?: (text: string) => string;
  /** Calls that this client cannot make. */
  readonly without?: readonly string[];
}

export async function driven(peer: PeerClient): Promise<void> {
  const connector = sampleConnector();
  const served = await serve([connector], { profile: wcfProfile(peer.namespaces) });
  const sends = peer.sends ?? ((text) => text);
  const tellsApart = peer.tellsApart ?? ((value) => value);
  try {
    const said = await peer.call(served.url);
    const expected = answers(sends(awkward)).filter(({ op }) => peer.without?.includes(op) !== true);
    assert.deepEqual(
      said.map(({ op }) => op),
      expected.map(({ op }) => op),
      'every call was made',
    );
    for (const [at, wanted] of expected.entries()) {
      const found = said[at] ?? assert.fail(wanted.op);
      if (wanted.op === 'WSCreateActor control') assert.match(String(found['fault']), peer.control);
      else if (wanted.op === 'Authenticate') assert.equal(found['Succeeded'], false);
      else assert.deepEqual(tellsApart(sentence(found)), tellsApart(sentence(wanted)), wanted.op);
    }
    const wrote = { Nm: 'Nytt <&>]]> 😀', Note: sends(awkward), City: 'Bodø', Phone: '1', Credit: '' };
    for (const [field, text] of Object.entries(wrote))
      assert.equal(connector.world.value('Customer', '10002', field), text, field);
    assert.equal(connector.world.count('Customer'), 3, 'nothing that was refused was written');
  } finally {
    await served.close();
  }
}

/** Sentences may be reworded; that there is one must not. */
const sentence = (said: Said): Said =>
  said['IsOk'] === false
    ? { ...said, UserExplanation: typeof said['UserExplanation'] === 'string' ? 'a sentence' : null }
    : said;

const base = { ErrorCode: '', IsOk: true, State: 'Ok', TechExplanation: '', UserExplanation: '' };
const refusal = (ErrorCode: string) => ({ ...base, ErrorCode, IsOk: false, State: 'Error', UserExplanation: '…' });

function answers(sent: string): readonly Said[] {
  return [
    { op: 'WSGetConfigData', ...base, FieldMetaDataObjects: metadata(peerErp.configFields ?? []) },
    { op: 'WSTestConfigData', ...base },
    { op: 'WSTestConfigData nothing', ...refusal('config.invalid') },
    { op: 'WSTestConfigData null', ...refusal('config.invalid') },
    { op: 'WSTestConnection unknown', ...refusal('UnknownConnectionId') },
    { op: 'WSSaveConnection', ...base },
    { op: 'WSTestConnection', ...base },
    { op: 'WSTestConnection derived', ...base },
    { op: 'WSGetSupportedActorTypes', ...base, Items: ['Customer', 'Person', 'Project'] },
    {
      op: 'WSGetSupportedActorTypeFields',
      ...base,
      FieldMetaDataObjects: metadata(peerErp.types.Customer?.fields ?? []),
    },
    { op: 'WSGetSearchableFields', ...base, Items: ['FirstName', 'LastName', 'Mobile', 'Email'] },
    ...readings(),
    ...writings(sent),
    {
      op: 'WSGetList',
      ...base,
      ListItems: [
        ['1', 'US:"Retail";NO:"Detaljhandel"'],
        ['2', 'Engros <&>'],
        ['3', ''],
      ],
    },
    { op: 'WSGetList nothing', ...base, ListItems: [] },
    { op: 'WSGetList unknown', ...refusal('list.unknown'), ListItems: null },
    { op: 'WSGetListItems', ...base, ListItems: [['2', 'Engros <&>']] },
    { op: 'Authenticate' },
    { op: 'WSDeleteConnection', ...base },
    { op: 'WSTestConnection deleted', ...refusal('UnknownConnectionId') },
  ];
}

function readings(): readonly Said[] {
  const first = [
    ['Nm', sampleName],
    ['Phone', ''],
    ['City', 'Tromsø'],
    ['Credit', '[F:12345.6789]'],
    ['Note', awkward],
  ];
  const second = [['Nm', 'Tom'], ...['Phone', 'City', 'Credit', 'Note'].map((key) => [key, ''])];
  const person = { ...actor('P1', '3', [['LastName', 'Ødegård']]), ActorType: 'Person' };
  return [
    { op: 'WSGetActors', ...base, Actors: [actor('10000', '1', first), actor('10001', '2', second)] },
    { op: 'WSGetActors without fields', ...base, Actors: [actor('10000', '1', [])] },
    { op: 'WSGetActors of nobody', ...base, Actors: [] },
    { op: 'WSGetActors of no type', ...refusal('actor.type'), Actors: null },
    { op: 'WSSearchActors', ...base, Actors: [actor('10001', '2', [['Nm', 'Tom']])] },
    {
      op: 'WSSearchActorByParent',
      ...base,
      Actors: [{ ...person, ParentActorType: 'Customer', ParentErpKey: '10000' }],
    },
    { op: 'WSSearchActorsAdvanced', ...base, Actors: [actor('10000', '1', [['VatNo', 'NO 1']])] },
    { op: 'WSSearchActorsAdvanced refused', ...refusal('search.operator'), Actors: null },
  ];
}

function writings(sent: string): readonly Said[] {
  const values: Record<string, string> = { Nm: 'Nytt <&>]]> 😀', Note: sent };
  const all = (more: Readonly<Record<string, string>>) =>
    (peerErp.types.Customer?.fields ?? []).map(({ fieldKey }) => [fieldKey, { ...values, ...more }[fieldKey] ?? '']);
  const saved = { City: 'Bodø', Phone: '1' };
  return [
    { op: 'WSCreateActor', ...base, Actor: actor('10002', '5', all({})) },
    { op: 'WSCreateActor refused', ...refusal('parent.missing'), Actor: null },
    { op: 'WSCreateActor of nothing', ...refusal('actor.missing'), Actor: null },
    { op: 'WSCreateActor control' },
    { op: 'WSSaveActors', ...base, Actors: [actor('10002', '6', all(saved))] },
    {
      op: 'WSGetActorsByTimestamp',
      ...base,
      Actors: [
        actor('10002', '6', [
          ['Nm', values['Nm'] ?? ''],
          ['City', saved.City],
        ]),
      ],
    },
  ];
}

const actor = (ErpKey: string, LastModified: string, FieldValues: readonly (readonly string[])[]) => ({
  ActorType: 'Customer',
  ErpKey,
  FieldValues,
  LastModified,
  ParentActorType: null,
  ParentErpKey: null,
});

function metadata(fields: NonNullable<typeof peerErp.configFields>) {
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  return fields.map((field) => ({
    Access: capital(field.access),
    DefaultValue: field.defaultValue,
    DisplayDescription: field.description,
    DisplayName: field.displayName,
    FieldKey: field.fieldKey,
    FieldType: capital(field.type),
    ListName: field.listName,
    MaxLength: field.maxLength,
    Rank: field.rank,
  }));
}
