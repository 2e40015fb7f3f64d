import { describe, expect, it } from 'vitest';
import { isListed, readSender } from '@/lib/domain/phone-numbers/sender';
import { isSenderShaped } from '@/lib/domain/phone-numbers/sender-shape';

describe('readSender', () => {
  it.each([
    ['72404', '72404'],
    ['123', '123'],
    ['12345678', '12345678'],
    ['007', '007'],
    ['Keydesk', 'Keydesk'],
    ['KEYDESK', 'KEYDESK'],
    ['My Shop', 'My Shop'],
    ['H&M', 'H&M'],
    ['Rolls-Royce', 'Rolls-Royce'],
    ['booking.com', 'booking.com'],
    ['my_shop', 'my_shop'],
    ['.NET', '.NET'],
    ['A', 'A'],
    ['3M', '3M'],
    ['24-7 Shop', '24-7 Shop'],
    [' Shop\t', 'Shop'],
    ['\u00a0Shop\u3000', 'Shop'],
    ['+31612345678', '+31612345678'],
    [' +4407911123456 ', '+447911123456'],
    ['+390612345678', '+390612345678'],
  ])('spells %j as %j', (text, sender) => {
    expect(readSender(text)).toBe(sender);
    expect(readSender(sender)).toBe(sender);
    expect(isSenderShaped(text.trim())).toBe(true);
  });

  it.each([
    '',
    ' ',
    '12',
    '123456789',
    '72 404',
    '24-7',
    '&.-_',
    'TwelveLetter',
    'Ünï',
    'Shop!',
    'Shop@home',
    'Shop\nping',
    'Shop\u00a0ping',
    'Shop\u200d',
    '٧٢٤٠٤',
    'Ѕhop',
    '+316',
    '+316 12345678',
    '+999123456789',
    '31612345678',
  ])('refuses %j', (text) => {
    expect(readSender(text)).toBeUndefined();
  });
});

it('reads a longer number where a provider allows it', () => {
  expect(['123456789', '1234567890123456'].map((text) => readSender(text, 16))).toEqual([
    '123456789',
    '1234567890123456',
  ]);
  expect(['12', '12345678901234567', '+999123456789'].map((text) => readSender(text, 16))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('finds a sender in a list with older spellings', () => {
  expect(isListed(['Shop', '+4407911123456'], '+447911123456')).toBe(true);
  expect(isListed(['Shop'], 'Shop')).toBe(true);
  expect(isListed(['Shop'], 'SHOP')).toBe(false);
  expect(isListed([], 'Shop')).toBe(false);
});
