import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createAddressNames, networkOf } from './address.ts';
import { createFrontDoor } from './front-door.ts';

const values =
  (...all: readonly string[]) =>
  async () =>
    all.map(value => ({ value }));
const nameOf = createAddressNames(values('key'), createFrontDoor(values('secret', 'former secret')));
const EDGE = '130.176.0.10';
const viewer = (address: string, proof?: string) => ({
  headers: { 'cloudfront-viewer-address': address, ...(proof !== undefined && { 'x-origin-verify': proof }) },
  sourceIp: EDGE,
});
const direct = (sourceIp: string) => ({ headers: {}, sourceIp });

it('believes CloudFront where a viewer is, by its current secret and by the one before [R41]', async () => {
  const name = await nameOf(direct('192.0.2.1'));
  expect(await nameOf(viewer('192.0.2.1:4711', 'secret'))).toBe(name);
  expect(await nameOf(viewer('192.0.2.1:80', 'former secret'))).toBe(name);
  expect(await nameOf(viewer('192.0.2.2:80', 'secret'))).not.toBe(name);
});

it('believes nobody else: what goes round CloudFront counts where it came from [R41]', async () => {
  const edge = await nameOf(direct(EDGE));
  for (const proof of [undefined, '', 'Secret', 'secret ', 'secret, secret'])
    expect(await nameOf(viewer('192.0.2.1:4711', proof))).toBe(edge);
  const withoutCloudFront = createAddressNames(values('key'), null);
  expect(await withoutCloudFront(viewer('192.0.2.1:4711', 'secret'))).toBe(edge);
});

it('takes the addresses that one household has for one, and no others', () => {
  expect(networkOf('2001:db8:1:2:ffff::1')).toBe('2001:db8:1:2::/64');
  expect(networkOf('2001:0DB8:0001:2::')).toBe('2001:db8:1:2::/64');
  expect(networkOf('2001:db8::7')).toBe('2001:db8:0:0::/64');
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
  expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
  expect(networkOf('192.0.2.1')).toBe('192.0.2.1');
  for (const odd of ['', 'example.com', '192.0.2.256', 'fe80::1%eth0', '[::1]']) expect(networkOf(odd)).toBe('unknown');
});

it('names every IPv6 address by its first four groups', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 }), groups => {
      fc.pre(groups.slice(0, 5).some(Boolean));
      const hex = groups.map(group => group.toString(16));
      expect(networkOf(hex.join(':'))).toBe(`${hex.slice(0, 4).join(':')}::/64`);
    }),
  );
});

it('never throws and never tells the address, whatever comes for one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), async address => {
      expect(await nameOf(viewer(`${address}:1`, 'secret'))).toMatch(/^address-[0-9a-f]{32}$/);
    }),
  );
});
