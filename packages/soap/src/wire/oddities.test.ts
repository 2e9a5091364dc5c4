/** What is borne must be told: each oddity of a message that is read all the same is a problem in it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneNamespace, wcfProfile } from '../contract/built-in.ts';
import { MessageReader, type ReadObject, type ReadValue } from './read.ts';
import { writeMessage } from './write.ts';

const wire = wcfProfile(oneNamespace).operations['WSGetActors'] ?? assert.fail();
const honest = writeMessage(wire.responseWrapper, wire.result, {
  ErrorCode: '',
  IsOk: true,
  State: 'Ok',
  TechExplanation: '',
  UserExplanation: '',
  Actors: [
    {
      ActorType: 'Customer',
      ErpKey: '7',
      FieldValues: [
        ['Name', 'Papir AS'],
        ['Note', null],
      ],
      LastModified: '17',
      ParentActorType: null,
      ParentErpKey: '',
    },
  ],
});

function read(text: string): { readonly value: ReadObject | null; readonly problems: readonly string[] } {
  const reader = new MessageReader({ carrierOf: () => wire.result });
  const message = reader.write(text) ?? reader.end();
  return message.kind === 'carrier' ? message : assert.fail(JSON.stringify(message));
}
const changed = (from: string, to: string): string => {
  assert.ok(honest.includes(from), from);
  return honest.replace(from, to);
};
const actor = (text: string): ReadObject => {
  const actors = read(text).value?.['Actors'] as readonly ReadValue[];
  return actors[0] as ReadObject;
};

test('an honest message has none', () => {
  assert.deepEqual(read(honest).problems, []);
});

const cases: Readonly<Record<string, readonly [from: string, to: string, problem: RegExp]>> = {
  'a nil in a wrong namespace': [
    '<a:Value i:nil="true"/>',
    '<a:Value xmlns:j="urn:j" j:nil="true"/>',
    /Actors\[1\]\.ErpActorWS\.FieldValues\[2\]\.Value is empty and carries an attribute/,
  ],
  'a nil without namespace': ['<a:Value i:nil="true"/>', '<a:Value nil="true"/>', /carries an attribute/],
  'a nil that is neither': ['<a:Value i:nil="true"/>', '<a:Value i:nil="yes"/>', /neither true nor false/],
  'a nil that holds something': [
    '<a:Value>Papir AS',
    '<a:Value i:nil="true">Papir AS',
    /Value is nil and holds something/,
  ],
  'a reference to another element': [
    '</ErpActorWS>',
    '</ErpActorWS><ErpActorWS xmlns:z="http://schemas.microsoft.com/2003/10/Serialization/" z:Ref="i1"/>',
    /Actors\[2\]\.ErpActorWS is empty and carries an attribute/,
  ],
  'a member in another order': [
    '<LastModified>17</LastModified><ParentActorType i:nil="true"/>',
    '<ParentActorType i:nil="true"/><LastModified>17</LastModified>',
    /LastModified comes after ParentActorType, against the contract's order/,
  ],
  'a member twice': ['<LastModified>', '<LastModified>16</LastModified><LastModified>', /LastModified comes twice/],
  'a member under another name': [
    '<LastModified>17</LastModified>',
    '<Modified>17</Modified>',
    /holds <Modified>, which the contract does not know, and lacks LastModified/,
  ],
  'an item under another name': [
    '</ErpActorWS>',
    '</ErpActorWS><ErpActor/>',
    /Actors\[2\] holds <ErpActor>, which is no item/,
  ],
  'a pair under another name': [
    '<a:KeyValueOfstringstring>',
    '<a:Pair/><a:KeyValueOfstringstring>',
    /FieldValues\[1\] holds <Pair>, which is no item/,
  ],
  'a pair the wrong way round': [
    '<a:Key>Name</a:Key><a:Value>Papir AS</a:Value>',
    '<a:Value>Papir AS</a:Value><a:Key>Name</a:Key>',
    /Key comes after Value/,
  ],
  'a pair without a key': ['<a:Key>Name</a:Key>', '', /a pair without a key/],
  'text between members': ['<LastModified>', 'junk<LastModified>', /ErpActorWS holds text where none is due/],
  'text in an array': ['<ErpActorWS>', 'junk<ErpActorWS>', /Actors\[1\] holds text where none is due/],
  'a second answer': ['</s:Body>', '<WSGetActorsResponse/></s:Body>', /a second answer, WSGetActorsResponse/],
};
for (const [name, [from, to, problem]] of Object.entries(cases)) {
  test(`${name} is told`, () => {
    const text = changed(from, to);
    assert.match(read(text).problems.join('\n'), problem);
  });
}

test('what may mean nil is never read as blank', () => {
  for (const to of ['<a:Value nil="true"/>', '<a:Value i:nil="yes"/>', '<a:Value href="#1"/>'])
    assert.deepEqual(actor(changed('<a:Value i:nil="true"/>', to))['FieldValues'], [
      ['Name', 'Papir AS'],
      ['Note', null],
    ]);
});

test('what is usual is no problem: identities, types, language, unknown members beside the known, white space', () => {
  for (const [from, to] of [
    ['<ErpActorWS>', '<ErpActorWS xmlns:z="http://schemas.microsoft.com/2003/10/Serialization/" z:Id="i1">'],
    ['<ErpActorWS>', '<ErpActorWS i:type="Derived">'],
    ['<ErpKey>', '<ErpKey xml:lang="en">'],
    ['</ErpActorWS>', '<Score>1</Score></ErpActorWS>'],
    ['<ErpActorWS>', '\n  <ErpActorWS>\n  '],
    ['<ParentErpKey/>', ''],
    ['<ParentErpKey/>', '<!-- none --><ParentErpKey/><?php?>'],
  ] as const) {
    assert.deepEqual(read(changed(from, to)).problems, [], to);
    assert.equal(actor(changed(from, to))['ErpKey'], '7');
  }
});
