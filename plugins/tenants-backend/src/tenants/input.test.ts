import { ApiError } from '@ananta/http';
import * as fc from 'fast-check';
import {
  readDomains,
  readEmail,
  readGroupRef,
  readHttpsUrl,
  readLabels,
  readText,
} from './input';
import { searchPattern } from './search';

function textOrRefusal(value: string): string | ApiError {
  try {
    return readText(value, 'name');
  } catch (error) {
    return error as ApiError;
  }
}

function fitsTheDatabase(text: string): boolean {
  return (
    !text.includes('\u0000') &&
    Buffer.from(text, 'utf8').toString('utf8') === text
  );
}

describe('input of tenancy', () => {
  it('takes text of every script, and whatever it takes fits the database', () => {
    expect(readText(' Žluťoučký 株式会社 👩‍🔬 ', 'name')).toBe(
      'Žluťoučký 株式会社 👩‍🔬',
    );
    const anything = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(anything, value => {
        const text = textOrRefusal(value);
        return text instanceof ApiError
          ? text.status === 400 && text.param === 'name'
          : fitsTheDatabase(text) && text.length > 0 && text.length <= 200;
      }),
    );
  });

  it.each([
    ['A.B+c@Mail.Example.COM', 'a.b+c@mail.example.com'],
    ["o'neil@example.org", "o'neil@example.org"],
  ])('takes the address %s', (value, email) =>
    expect(readEmail(value, 'owner.email')).toBe(email),
  );

  it.each([
    '',
    'a',
    'a@b',
    '@b.test',
    'a@',
    'a b@c.test',
    'a@b.test, c@d.test',
    '<a@b.test>',
    'a@b.test\u0000',
    `${'a'.repeat(250)}@b.test`,
  ])('refuses the address %j', value =>
    expect(() => readEmail(value, 'owner.email')).toThrow(
      'owner.email is not an e-mail address',
    ),
  );

  it('answers at once, however long the text', () => {
    const started = process.hrtime.bigint();
    const long = 'a.'.repeat(50_000);
    expect(() => readEmail(`${long}@${long}`, 'e')).toThrow();
    expect(() => readDomains([`${long}!`])).toThrow();
    expect(() => readLabels({ [long]: 'x' })).toThrow();
    expect(() => readGroupRef(long)).toThrow();
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(500);
  });

  it('brings domains into one spelling, each once', () => {
    expect(readDomains(['B.Example', 'bücher.example', 'b.example'])).toEqual([
      'b.example',
      'xn--bcher-kva.example',
    ]);
  });

  it.each([
    'example',
    '10.0.0.1',
    '[::1]',
    'a..example',
    '-a.example',
    'a.example.',
    'a.example:80',
    'a.example/x',
    '*.example.com',
    'a b.example',
  ])('refuses the domain %s', domain =>
    expect(() => readDomains([domain])).toThrow('domains.0 is not a domain'),
  );

  it.each([
    ['ops', 'group:default/ops'],
    ['Group:Default/Ops', 'group:default/ops'],
    ['group:emea/ops', 'group:emea/ops'],
  ])('reads the group %s', (ref, full) => expect(readGroupRef(ref)).toBe(full));

  it.each(['user:default/x', 'group:', 'a/b/c', ' '])(
    'refuses the group %j',
    ref => expect(() => readGroupRef(ref)).toThrow('ownerRef'),
  );

  it.each(['http://a.example', 'data:text/html,x', 'a.example', 'https://'])(
    'refuses the address %s',
    url =>
      expect(() => readHttpsUrl(url, 'branding.logoUrl')).toThrow(
        'branding.logoUrl is not an https address',
      ),
  );

  it('searches for what was typed, not for a pattern', () => {
    expect(searchPattern(' 50%_\\A ')).toBe('%50\\%\\_\\\\a%');
  });
});
