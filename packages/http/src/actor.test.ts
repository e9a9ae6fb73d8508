import { mockCredentials } from '@backstage/backend-test-utils';
import { actorOf } from '.';

it.each([
  ['user:default/erin', mockCredentials.user('user:default/erin')],
  ['plugin:scaffolder', mockCredentials.service('plugin:scaffolder')],
  ['external:operator', mockCredentials.service('operator')],
  ['external:fallback', mockCredentials.service('external:fallback')],
  ['anonymous', mockCredentials.none()],
])('names %s', (name, credentials) => {
  expect(actorOf(credentials)).toBe(name);
});

it('names nobody that it does not know', () => {
  const strange = { ...mockCredentials.none(), principal: { type: 'robot' } };
  expect(() => actorOf(strange)).toThrow('Unknown kind');
});
