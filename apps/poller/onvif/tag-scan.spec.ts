import { describe, expect, it } from '@jest/globals';
import { escapeXml, hasElement, innerOf, textOf } from './tag-scan.ts';

describe('innerOf', () => {
  it.each([
    ['any prefix', '<a:Model>X1</a:Model>', 'X1'],
    ['no prefix', '<Model>X1</Model>', 'X1'],
    ['attributes and odd white space', '<tt:Model\n a="b" >X1</tt:Model >', 'X1'],
    ['a longer name before it', '<ModelName>no</ModelName><Model>X1</Model>', 'X1'],
    ['the word in a text before it', '<A>Model</A><Model>X1</Model>', 'X1'],
    ['an empty element', '<Model/>', ''],
    ['an end that is missing', '<Model>X1', 'X1'],
  ])('finds the element with %s', (_what, xml, inner) => {
    expect(innerOf(xml, 'Model')).toBe(inner);
  });

  it.each([
    ['is absent', '<Other/>'],
    ['is only an end tag', '</Model>'],
    ['never closes its start tag', '<Model '],
    ['is an attribute', '<a Model="1"/>'],
  ])('answers null when the element %s', (_what, xml) => {
    expect(innerOf(xml, 'Model')).toBeNull();
  });
});

describe('textOf', () => {
  it('unescapes the five entities and numbers, and expands nothing else', () => {
    expect(textOf('<M>a&amp;&lt;&#x110;an &#272;&bomb;</M>', 'M')).toBe('a&<Đan Đ&bomb;');
  });
  it('takes no text out of an element with children', () => {
    expect(textOf('<M><N>1</N></M>', 'M')).toBeNull();
  });
  it('gives back what was escaped', () => {
    const hostile = `&<>"' Nguyễn`;
    expect(textOf(`<M>${escapeXml(hostile)}</M>`, 'M')).toBe(hostile);
  });
});

it('stays linear on deep nesting and on names that nearly match', () => {
  const deep = '<x>'.repeat(20_000) + '<Mode'.repeat(5_000);
  expect(hasElement(deep, 'Model')).toBe(false);
});
